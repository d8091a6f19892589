/** What there is to say about a block. Each language fills this in; the compiler refuses a gap. */
export interface SolidWords {
  /** What the picture is, for those who do not see it. */
  label: (title: string) => string;
  /** How it is turned. */
  hint: string;
  height: string;
  loss: string;
  turnLeft: string;
  turnRight: string;
  raise: string;
  lower: string;
  reset: string;
  /** From where the block is seen, in whole degrees. */
  seen: (yaw: string, pitch: string) => string;
  loading: string;
  failed: string;
  /** What the height is, and that hidden parts are drawn fainter. */
  note: (isLog: boolean) => string;
  /** In the Minima lab: how the planes are shown. */
  map: string;
  solid: string;
  shownAs: string;
}
