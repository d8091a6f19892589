/**
 * A stand-in for a canvas that writes down as SVG what is drawn on it.
 *
 * The core asks for a real context by its class, so the stand-in inherits from that class and covers what drawing needs with
 * its own; anything else fails as it would without a canvas, instead of being left out silently.
 */
import type { Size } from '../canvas-size.ts';

/** Two strokes are one path if they look alike and the one goes on where the other ends. */
interface OpenPath {
  style: string;
  data: string;
  end: string;
}

export class SvgLayer {
  readonly canvas: HTMLCanvasElement;
  /** The family of all text so far. */
  family = '';
  readonly #finished: string[] = [];
  #open: OpenPath | undefined;
  /** Scale and shift from drawn coordinates to CSS pixels. */
  #transform = { sx: 1, sy: 1, dx: 0, dy: 0 };
  #path: string[] = [];
  #first = '';
  #last = '';
  #isCircle = false;
  /** Measures text. */
  readonly #real = document.createElement('canvas').getContext('2d')!;
  readonly #context: CanvasRenderingContext2D;

  constructor(size: Size) {
    this.#context = this.#recorder();
    const canvas = { width: size.width, height: size.height, getContext: () => this.#context };
    this.canvas = canvas as unknown as HTMLCanvasElement;
  }

  get elements(): readonly string[] {
    this.#finish();
    return this.#finished;
  }

  #recorder(): CanvasRenderingContext2D {
    const state = {
      fillStyle: '#000',
      strokeStyle: '#000',
      lineWidth: 1,
      lineCap: 'butt',
      lineJoin: 'round',
      font: '10px sans-serif',
      textAlign: 'start',
      textBaseline: 'alphabetic',
      imageSmoothingEnabled: true,
      imageSmoothingQuality: 'high',
    };
    const own = {
      ...state,
      setTransform: (sx: number, _b: number, _c: number, sy: number, dx: number, dy: number) => {
        this.#transform = { sx, sy, dx, dy };
      },
      // Layers are cleared as a whole, and only before anything is drawn on them.
      clearRect: () => {
        this.#finished.length = 0;
        this.#open = undefined;
      },
      beginPath: () => {
        this.#path = [];
        this.#isCircle = false;
      },
      moveTo: (x: number, y: number) => this.#point('M', x, y),
      lineTo: (x: number, y: number) => this.#point('L', x, y),
      closePath: () => this.#path.push('Z'),
      arc: (x: number, y: number, radius: number) => this.#circle(x, y, radius),
      stroke: () => this.#stroke(context),
      fill: () => this.#add(this.#shape(` ${paint('fill', context.fillStyle)}`)),
      fillRect: (x: number, y: number, width: number, height: number) => this.#rect(x, y, width, height, paint('fill', context.fillStyle)),
      strokeRect: (x: number, y: number, width: number, height: number) => this.#rect(x, y, width, height, this.#line(context)),
      fillText: (text: string, x: number, y: number) => this.#text(context, text, x, y),
      measureText: (text: string) => {
        this.#real.font = context.font;
        return this.#real.measureText(text);
      },
      drawImage: (image: HTMLCanvasElement, x: number, y: number, width: number, height: number) => {
        const { sx, sy } = this.#transform;
        const box = `x="${this.#x(x)}" y="${this.#y(y)}" width="${rounded(width * sx)}" height="${rounded(height * sy)}"`;
        const crisp = context.imageSmoothingEnabled ? '' : ' image-rendering="pixelated"';
        this.#add(`<image ${box} preserveAspectRatio="none"${crisp} href="${image.toDataURL('image/png')}"/>`);
      },
    };
    const context = Object.create(CanvasRenderingContext2D.prototype, Object.getOwnPropertyDescriptors(own)) as CanvasRenderingContext2D;
    return context;
  }

  #x(x: number): string {
    return rounded(x * this.#transform.sx + this.#transform.dx);
  }

  #y(y: number): string {
    return rounded(y * this.#transform.sy + this.#transform.dy);
  }

  #point(letter: 'M' | 'L', x: number, y: number): void {
    const at = `${this.#x(x)} ${this.#y(y)}`;
    if (this.#path.length === 0) this.#first = at;
    this.#path.push(letter + at);
    this.#last = at;
  }

  /** Charts draw whole circles only. */
  #circle(x: number, y: number, radius: number): void {
    const r = rounded(radius * this.#transform.sx);
    this.#path.push(`cx="${this.#x(x)}" cy="${this.#y(y)}" r="${r}"`);
    this.#isCircle = true;
  }

  #shape(style: string): string {
    return this.#isCircle ? `<circle ${this.#path.join(' ')}${style}/>` : `<path d="${this.#path.join('')}"${style}/>`;
  }

  #line({ strokeStyle, lineWidth, lineCap }: CanvasRenderingContext2D): string {
    const cap = lineCap === 'butt' ? '' : ` stroke-linecap="${lineCap}"`;
    return `${paint('stroke', strokeStyle)} stroke-width="${rounded(lineWidth * this.#transform.sx)}"${cap}`;
  }

  /** Opaque lines that meet are joined: the core strokes a long one in pieces. */
  #stroke(context: CanvasRenderingContext2D): void {
    if (this.#path.length === 0) return;
    const style = ` ${this.#line(context)}`;
    const data = this.#path.join('');
    if (this.#isCircle || data.includes('Z') || style.includes('opacity')) {
      this.#add(this.#shape(style));
      return;
    }
    if (this.#open?.style === style) {
      this.#open.data += this.#open.end === this.#first ? data.slice(1 + this.#first.length) : data;
      this.#open.end = this.#last;
      return;
    }
    this.#finish();
    this.#open = { style, data, end: this.#last };
  }

  #rect(x: number, y: number, width: number, height: number, style: string): void {
    const { sx, sy } = this.#transform;
    this.#add(`<rect x="${this.#x(x)}" y="${this.#y(y)}" width="${rounded(width * sx)}" height="${rounded(height * sy)}" ${style}/>`);
  }

  /** At its alphabetic baseline, because programs do not agree on any other. */
  #text({ font, textAlign, textBaseline, fillStyle }: CanvasRenderingContext2D, text: string, x: number, y: number): void {
    const [, weight, size, family] = /^(?:(\d+) )?([\d.]+)px (.+)$/.exec(font) ?? [];
    if (size === undefined) throw new Error(`no font of a chart: ${font}`);
    this.family = family!;
    const real = this.#real;
    real.font = font;
    real.textBaseline = textBaseline;
    const fromGiven = real.measureText(text).actualBoundingBoxAscent;
    real.textBaseline = 'alphabetic';
    const baseline = y + real.measureText(text).actualBoundingBoxAscent - fromGiven;
    const anchor = { center: ' text-anchor="middle"', right: ' text-anchor="end"', end: ' text-anchor="end"', left: '', start: '' }[textAlign];
    const bold = weight === undefined || weight === '400' ? '' : ` font-weight="${weight}"`;
    const at = `x="${this.#x(x)}" y="${this.#y(baseline)}" font-size="${rounded(Number(size) * this.#transform.sy)}"`;
    this.#add(`<text ${at}${bold}${anchor} ${paint('fill', fillStyle)}>${escaped(text)}</text>`);
  }

  #add(element: string): void {
    this.#finish();
    this.#finished.push(element);
  }

  #finish(): void {
    if (this.#open === undefined) return;
    this.#finished.push(`<path d="${this.#open.data}"${this.#open.style}/>`);
    this.#open = undefined;
  }
}

/** A colour as an attribute, its opacity as another. */
function paint(attribute: 'fill' | 'stroke', color: unknown): string {
  const parts = /^rgba\((\d+),(\d+),(\d+),([\d.e-]+)\)$/.exec(String(color));
  if (parts === null) return `${attribute}="${escaped(String(color))}"`;
  const [red, green, blue, alpha] = parts.slice(1).map(Number) as [number, number, number, number];
  const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('');
  return `${attribute}="#${hex}"${alpha < 1 ? ` ${attribute}-opacity="${rounded(alpha)}"` : ''}`;
}

/** Eighths of a pixel are exact. */
export function rounded(value: number): string {
  return String(Number(value.toFixed(3)));
}

/** A text inside of XML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
