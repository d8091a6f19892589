/** A picture as SVG: the same drawing, recorded instead of painted. */
import type { Box, Picture } from '../picture.ts';
import { SvgLayer, escaped, rounded } from './svg-layer.ts';

/** A whole SVG document, in CSS pixels; its text is text. */
export function svgOf(picture: Picture, language: string, background: string | undefined): string {
  const { width, height } = picture.size;
  const layers: { layer: SvgLayer; box: Box }[] = [];
  picture.draw((box = { x: 0, y: 0, width, height }) => {
    const layer = new SvgLayer(box);
    layers.push({ layer, box });
    return layer.canvas;
  });
  const family = layers.map(({ layer }) => layer.family).find((name) => name !== '') ?? 'sans-serif';
  const ground = background === undefined ? '' : `<rect width="${rounded(width)}" height="${rounded(height)}" fill="${escaped(background)}"/>\n`;
  const groups = layers.map(({ layer, box }) => {
    if (layer.elements.length === 0) return '';
    // A part is a picture in the picture: what goes beyond its edge is cut off.
    const place = `x="${rounded(box.x)}" y="${rounded(box.y)}" width="${rounded(box.width)}" height="${rounded(box.height)}"`;
    return `<svg ${place}>\n${layer.elements.join('\n')}\n</svg>\n`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${rounded(width)} ${rounded(height)}" width="${rounded(width)}" height="${rounded(height)}" lang="${language}" font-family="${escaped(family)}" fill="none" stroke-linejoin="round">
<title>${escaped(picture.title)}</title>
${ground}${groups.join('')}</svg>
`;
}
