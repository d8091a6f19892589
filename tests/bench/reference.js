/**
 * The opponent in the boundary bench: the seven update rules on Rosenbrock's valley in plain JavaScript, written for speed.
 *
 * Two scalar coordinates, state in local variables while stepping, records in typed arrays made once; the surface's three
 * small functions are inlined by every engine. The arithmetic is the core's, operation by operation: the surface's slopes
 * are what forward-mode differentiation computes once its ones and zeros are dropped, so both sides must end with the same
 * bits, and neither gains by computing something shorter.
 */

/** @param {number} x @param {number} y */
const loss = (x, y) => {
  const a = 1 - x;
  const b = y - x * x;
  return a * a + b * b * 100;
};
/** @param {number} x @param {number} y */
const slopeX = (x, y) => {
  const a = 1 - x;
  const b = y - x * x;
  const across = -(x + x);
  return -(a + a) + (across * b + b * across) * 100;
};
/** @param {number} x @param {number} y */
const slopeY = (x, y) => {
  const b = y - x * x;
  return (b + b) * 100;
};

/** What every runner keeps: where it started, how far it is, and every position and loss so far. */
class Runner {
  /** @param {readonly [number, number]} from @param {number} steps */
  constructor(from, steps) {
    this.from = from;
    this.taken = 0;
    this.positions = new Float64Array(2 * (steps + 1));
    this.losses = new Float64Array(steps + 1);
    /** The rule's own numbers, in an order of its own. */
    this.state = new Float64Array(6);
    this.reset();
  }

  reset() {
    const [x, y] = this.from;
    this.taken = 0;
    this.positions[0] = x;
    this.positions[1] = y;
    this.losses[0] = loss(x, y);
    this.state.fill(0);
  }
}

class Sgd extends Runner {
  /** @param {readonly [number, number]} from @param {number} steps @param {readonly number[]} params */
  constructor(from, steps, [lr]) {
    super(from, steps);
    this.lr = lr;
  }

  /** @param {number} updates */
  step(updates) {
    const { positions, losses, lr, taken } = this;
    const last = taken + updates;
    let x = positions[2 * taken];
    let y = positions[2 * taken + 1];
    for (let k = taken + 1; k <= last; k++) {
      const gx = slopeX(x, y);
      const gy = slopeY(x, y);
      x -= lr * gx;
      y -= lr * gy;
      positions[2 * k] = x;
      positions[2 * k + 1] = y;
      losses[k] = loss(x, y);
    }
    this.taken = last;
  }
}

class Momentum extends Runner {
  /** @param {readonly [number, number]} from @param {number} steps @param {readonly number[]} params */
  constructor(from, steps, [lr, momentum]) {
    super(from, steps);
    this.lr = lr;
    this.momentum = momentum;
  }

  /** @param {number} updates */
  step(updates) {
    const { positions, losses, state, lr, momentum, taken } = this;
    const last = taken + updates;
    let x = positions[2 * taken];
    let y = positions[2 * taken + 1];
    let vx = state[0];
    let vy = state[1];
    for (let k = taken + 1; k <= last; k++) {
      const gx = slopeX(x, y);
      const gy = slopeY(x, y);
      vx = momentum * vx + gx;
      vy = momentum * vy + gy;
      x -= lr * vx;
      y -= lr * vy;
      positions[2 * k] = x;
      positions[2 * k + 1] = y;
      losses[k] = loss(x, y);
    }
    state[0] = vx;
    state[1] = vy;
    this.taken = last;
  }
}

/** The textbook's look-ahead form: the gradient is taken where the velocity alone would lead. */
class Nesterov extends Runner {
  /** @param {readonly [number, number]} from @param {number} steps @param {readonly number[]} params */
  constructor(from, steps, [lr, momentum]) {
    super(from, steps);
    this.lr = lr;
    this.momentum = momentum;
  }

  /** @param {number} updates */
  step(updates) {
    const { positions, losses, state, lr, momentum, taken } = this;
    const last = taken + updates;
    let x = positions[2 * taken];
    let y = positions[2 * taken + 1];
    let vx = state[0];
    let vy = state[1];
    for (let k = taken + 1; k <= last; k++) {
      const aheadX = x + momentum * vx;
      const aheadY = y + momentum * vy;
      const gx = slopeX(aheadX, aheadY);
      const gy = slopeY(aheadX, aheadY);
      vx = momentum * vx - lr * gx;
      vy = momentum * vy - lr * gy;
      x += vx;
      y += vy;
      positions[2 * k] = x;
      positions[2 * k + 1] = y;
      losses[k] = loss(x, y);
    }
    state[0] = vx;
    state[1] = vy;
    this.taken = last;
  }
}

class Adagrad extends Runner {
  /** @param {readonly [number, number]} from @param {number} steps @param {readonly number[]} params */
  constructor(from, steps, [lr, eps]) {
    super(from, steps);
    this.lr = lr;
    this.eps = eps;
  }

  /** @param {number} updates */
  step(updates) {
    const { positions, losses, state, lr, eps, taken } = this;
    const last = taken + updates;
    let x = positions[2 * taken];
    let y = positions[2 * taken + 1];
    let sumX = state[0];
    let sumY = state[1];
    for (let k = taken + 1; k <= last; k++) {
      const gx = slopeX(x, y);
      const gy = slopeY(x, y);
      sumX += gx * gx;
      sumY += gy * gy;
      x -= (lr * gx) / (Math.sqrt(sumX) + eps);
      y -= (lr * gy) / (Math.sqrt(sumY) + eps);
      positions[2 * k] = x;
      positions[2 * k + 1] = y;
      losses[k] = loss(x, y);
    }
    state[0] = sumX;
    state[1] = sumY;
    this.taken = last;
  }
}

class Adadelta extends Runner {
  /** @param {readonly [number, number]} from @param {number} steps @param {readonly number[]} params */
  constructor(from, steps, [lr, rho, eps]) {
    super(from, steps);
    this.lr = lr;
    this.rho = rho;
    this.eps = eps;
  }

  /** @param {number} updates */
  step(updates) {
    const { positions, losses, state, lr, rho, eps, taken } = this;
    const rest = 1 - rho;
    const last = taken + updates;
    let x = positions[2 * taken];
    let y = positions[2 * taken + 1];
    let [squareX, squareY, stepX, stepY] = state;
    for (let k = taken + 1; k <= last; k++) {
      const gx = slopeX(x, y);
      const gy = slopeY(x, y);
      squareX = rho * squareX + rest * (gx * gx);
      squareY = rho * squareY + rest * (gy * gy);
      const dx = (Math.sqrt(stepX + eps) / Math.sqrt(squareX + eps)) * gx;
      const dy = (Math.sqrt(stepY + eps) / Math.sqrt(squareY + eps)) * gy;
      stepX = rho * stepX + rest * (dx * dx);
      stepY = rho * stepY + rest * (dy * dy);
      x -= lr * dx;
      y -= lr * dy;
      positions[2 * k] = x;
      positions[2 * k + 1] = y;
      losses[k] = loss(x, y);
    }
    state[0] = squareX;
    state[1] = squareY;
    state[2] = stepX;
    state[3] = stepY;
    this.taken = last;
  }
}

class RmsProp extends Runner {
  /** @param {readonly [number, number]} from @param {number} steps @param {readonly number[]} params */
  constructor(from, steps, [lr, alpha, eps]) {
    super(from, steps);
    this.lr = lr;
    this.alpha = alpha;
    this.eps = eps;
  }

  /** @param {number} updates */
  step(updates) {
    const { positions, losses, state, lr, alpha, eps, taken } = this;
    const rest = 1 - alpha;
    const last = taken + updates;
    let x = positions[2 * taken];
    let y = positions[2 * taken + 1];
    let squareX = state[0];
    let squareY = state[1];
    for (let k = taken + 1; k <= last; k++) {
      const gx = slopeX(x, y);
      const gy = slopeY(x, y);
      squareX = alpha * squareX + rest * (gx * gx);
      squareY = alpha * squareY + rest * (gy * gy);
      x -= (lr * gx) / (Math.sqrt(squareX) + eps);
      y -= (lr * gy) / (Math.sqrt(squareY) + eps);
      positions[2 * k] = x;
      positions[2 * k + 1] = y;
      losses[k] = loss(x, y);
    }
    state[0] = squareX;
    state[1] = squareY;
    this.taken = last;
  }
}

class Adam extends Runner {
  /** @param {readonly [number, number]} from @param {number} steps @param {readonly number[]} params */
  constructor(from, steps, [lr, beta1, beta2, eps]) {
    super(from, steps);
    this.lr = lr;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.eps = eps;
    this.reset();
  }

  /** The last two numbers are the powers of the betas, as running products. @override */
  reset() {
    super.reset();
    this.state[4] = 1;
    this.state[5] = 1;
  }

  /** @param {number} updates */
  step(updates) {
    const { positions, losses, state, lr, beta1, beta2, eps, taken } = this;
    const rest1 = 1 - beta1;
    const rest2 = 1 - beta2;
    const last = taken + updates;
    let x = positions[2 * taken];
    let y = positions[2 * taken + 1];
    let [mx, my, vx, vy, power1, power2] = state;
    for (let k = taken + 1; k <= last; k++) {
      const gx = slopeX(x, y);
      const gy = slopeY(x, y);
      power1 *= beta1;
      power2 *= beta2;
      const correction1 = 1 - power1;
      const correction2 = 1 - power2;
      mx = beta1 * mx + rest1 * gx;
      my = beta1 * my + rest1 * gy;
      vx = beta2 * vx + rest2 * (gx * gx);
      vy = beta2 * vy + rest2 * (gy * gy);
      x -= (lr * (mx / correction1)) / (Math.sqrt(vx / correction2) + eps);
      y -= (lr * (my / correction1)) / (Math.sqrt(vy / correction2) + eps);
      positions[2 * k] = x;
      positions[2 * k + 1] = y;
      losses[k] = loss(x, y);
    }
    state[0] = mx;
    state[1] = my;
    state[2] = vx;
    state[3] = vy;
    state[4] = power1;
    state[5] = power2;
    this.taken = last;
  }
}

/** The rules by the ids of the catalogue; parameters come in the catalogue's order. */
export const rules = {
  sgd: Sgd,
  momentum: Momentum,
  nesterov: Nesterov,
  adagrad: Adagrad,
  adadelta: Adadelta,
  rmsprop: RmsProp,
  adam: Adam,
};
