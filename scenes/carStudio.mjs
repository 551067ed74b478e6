// @ts-check
import { blur, linear, radial, repeat, svg } from './pen.mjs';
import { carDefs, suv } from './car.mjs';

const width = 2400;
const height = 800;

function defs() {
  return [
    carDefs({ light: '#9fd0ff', body: '#2568b8', dark: '#0b2450' }),
    linear('wall', ['#1c2530', '#3d4b5c@0.6', '#6f8196@1']),
    linear('floor', ['#9fb0c2', '#4c5a6a@0.5', '#222b35@1']),
    radial('pool', ['#ffffff/0.75', '#ffffff/0']),
    linear('tube', ['#ffffff', '#d6ecff']),
    linear('mirror', ['#ffffff/0.5', '#ffffff/0@0.55']),
    linear('leaf', ['#5fae7a', '#1f5a41'], [0, 0, 1, 1]),
    blur('glow', 26),
    '<mask id="fade"><rect x="0" y="0" width="1000" height="320" fill="url(#mirror)" transform="translate(0 320) scale(1 -1)"/></mask>',
  ].join('');
}

function lights() {
  const tube = (/** @type {number} */ index) => {
    const x = 150 + index * 440;
    return `<rect x="${x}" y="70" width="340" height="16" rx="8" fill="#bfe0ff" filter="url(#glow)"/><rect x="${x}" y="70" width="340" height="14" rx="7" fill="url(#tube)"/>`;
  };
  const panel = (/** @type {number} */ index) =>
    `<path d="M${index * 240} 0 V560" stroke="#0d141c" stroke-opacity=".22" stroke-width="3"/>`;
  return repeat(11, panel) + repeat(5, tube);
}

function plant() {
  const leaf = (/** @type {number} */ index) => {
    const turn = -70 + index * 17.5;
    return `<path transform="rotate(${turn})" d="M0 0 C-34 -80 -26 -190 0 -${230 + ((index * 37) % 60)} C26 -190 34 -80 0 0 Z" fill="url(#leaf)" stroke="#173f30" stroke-opacity=".35" stroke-width="2"/>`;
  };
  return `<ellipse cx="2200" cy="640" rx="120" ry="18" fill="#000" opacity=".4" filter="url(#soft14)"/>
  <g transform="translate(2200 500)">${repeat(9, leaf)}</g>
  <path d="M2130 490 H2270 L2252 640 H2148 Z" fill="#e9e4dc"/><path d="M2222 490 H2270 L2252 640 H2226 Z" fill="#b9b2a8"/><rect x="2122" y="478" width="156" height="22" rx="6" fill="#f7f3ec"/>`;
}

function draw() {
  const body = `<rect width="${width}" height="560" fill="url(#wall)"/>${lights()}
    <rect y="556" width="${width}" height="244" fill="url(#floor)"/>
    <ellipse cx="1130" cy="640" rx="900" ry="130" fill="url(#pool)"/>${plant()}
    <g transform="translate(440 215) scale(1.4)">
      <g transform="translate(0 640) scale(1 -1)" opacity=".75"><g mask="url(#fade)">${suv()}</g></g>${suv()}</g>`;
  return svg(width, height, { defs: defs(), body });
}

export const scene = {
  name: 'showroom',
  width,
  height,
  format: 'webp',
  quality: 88,
  labels: ['honda-lot-x', 'car-model-lot-1'],
  crops: [
    { name: 'car', x: 430, y: 170, width: 1430, height: 536 },
    { name: 'front half', x: 1180, y: 190, width: 680, height: 510 },
    { name: 'edge: plant', x: 1960, y: 200, width: 440, height: 480 },
    { name: 'tiny: headlight', x: 1630, y: 405, width: 150, height: 88 },
  ],
  draw,
};
