/** How the positions of a slider stand for the values of a hyper-parameter. */
import type { Param } from './engine.ts';

type Slider = Pick<Param, 'min' | 'max' | 'scale'>;

/** Sliders move in this many steps: fine enough to look continuous, coarse enough for arrow keys. */
export const POSITIONS = 240;

/** The position, 0 to `POSITIONS`, that shows a value; values beyond the slider's ends sit at the end. */
export function toPosition(param: Slider, value: number): number {
  const share =
    param.scale === 'log'
      ? Math.log(value / param.min) / Math.log(param.max / param.min)
      : (value - param.min) / (param.max - param.min);
  return Math.round(POSITIONS * Math.min(1, Math.max(0, share)));
}

/** The value at a position, rounded to three significant digits so that links stay short. */
export function toValue(param: Slider, position: number): number {
  const share = position / POSITIONS;
  const value =
    param.scale === 'log'
      ? param.min * Math.pow(param.max / param.min, share)
      : param.min + share * (param.max - param.min);
  return Number(value.toPrecision(3));
}
