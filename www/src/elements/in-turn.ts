/** Pictures are drawn one after another, each in a task of its own: drawn together they would hold the page up. */

const waiting = new Map<object, () => void>();
let isRunning = false;

/** Draws for an owner when it is its turn; what the owner asked for before and did not get is forgotten. */
export function inTurn(owner: object, draw: () => void): void {
  waiting.set(owner, draw);
  if (isRunning) return;
  isRunning = true;
  setTimeout(next);
}

function next(): void {
  const [first] = waiting;
  if (first === undefined) {
    isRunning = false;
    return;
  }
  const [owner, draw] = first;
  waiting.delete(owner);
  setTimeout(next);
  draw();
}
