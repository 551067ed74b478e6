// @ts-check
// Small words for drawing SVG. No text anywhere: fonts differ from machine to machine, shapes do not.

/**
 * @param {number} width px
 * @param {number} height px
 * @param {{ defs: string, body: string }} content
 */
export function svg(width, height, { defs, body }) {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
  return `${open}<defs>${defs}</defs>${body}</svg>`;
}

/** @param {readonly string[]} colors at even distances, or `color@offset` */
function stops(colors) {
  return colors
    .map((entry, index) => {
      const [color = '', offset = String(index / (colors.length - 1))] = entry.split('@');
      const [solid, opacity = '1'] = color.split('/');
      return `<stop offset="${offset}" stop-color="${solid}" stop-opacity="${opacity}"/>`;
    })
    .join('');
}

/**
 * A gradient from top to bottom, or along another line.
 *
 * @param {string} id
 * @param {readonly string[]} colors `#rrggbb`, `#rrggbb/0.5` with an opacity, `…@0.3` with a place
 * @param {readonly [number, number, number, number]} [line] fractions of the painted box
 */
export function linear(id, colors, [x1, y1, x2, y2] = [0, 0, 0, 1]) {
  return `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stops(colors)}</linearGradient>`;
}

/**
 * @param {string} id
 * @param {readonly string[]} colors as of `linear`, from the middle outwards
 * @param {readonly [number, number, number]} [circle] cx, cy, r as fractions of the painted box
 */
export function radial(id, colors, [cx, cy, r] = [0.5, 0.5, 0.5]) {
  return `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stops(colors)}</radialGradient>`;
}

/**
 * @param {string} id
 * @param {number} radius px
 */
export function blur(id, radius) {
  return `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${radius}"/></filter>`;
}

/**
 * Numbers in [0, 1), the same ones each time.
 *
 * @param {number} seed
 */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * @param {number} count
 * @param {(index: number) => string} draw
 */
export function repeat(count, draw) {
  return Array.from({ length: count }, (_, index) => draw(index)).join('');
}

/**
 * A closed silhouette that rises and falls along a width: hills, treetops, clouds of leaves.
 *
 * @param {readonly (readonly [number, number])[]} points from left to right
 * @param {number} bottom
 */
export function ridge(points, bottom) {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first[0]} ${bottom} L${first[0]} ${first[1]}`;
  let last = first;
  for (const point of rest) {
    const middle = (last[0] + point[0]) / 2;
    path += ` C${middle} ${last[1]} ${middle} ${point[1]} ${point[0]} ${point[1]}`;
    last = point;
  }
  return `${path} L${last[0]} ${bottom} Z`;
}
