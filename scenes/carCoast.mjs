// @ts-check
import { dice, linear, radial, repeat, ridge, svg } from './pen.mjs';
import { carDefs, coupe } from './car.mjs';

const width = 2000;
const height = 1125;

function defs() {
  return [
    carDefs({ light: '#ff8a6b', body: '#d3262f', dark: '#6d0d18' }),
    linear('sky', ['#2b3f78', '#8a6aa5@0.35', '#f0937a@0.7', '#ffd29a@1']),
    radial('sun', ['#fff7dc', '#ffe2a0@0.35', '#ffb36b/0@1']),
    linear('sea', ['#ffc795', '#b5719a@0.25', '#3b4a86@1']),
    linear('far', ['#a5708f', '#7d5a8a']),
    linear('near', ['#5b4676', '#32305a']),
    linear('road', ['#4e4a5c', '#2a2835']),
    linear('verge', ['#3d3a50', '#262438']),
    linear('tower', ['#fff6ea', '#d9b9b4'], [0, 0, 1, 0]),
    linear('beam', ['#fff3c4/0.5', '#fff3c4/0'], [0, 0, 1, 0]),
  ].join('');
}

function sea() {
  const roll = dice(4);
  const glint = () => {
    const y = 612 + roll() ** 1.6 * 180;
    const spread = 60 + (y - 612) * 2.2;
    const x = 640 + (roll() - 0.5) * 2 * spread;
    return `<ellipse cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" rx="${(12 + roll() * 46).toFixed(0)}" ry="2" fill="#fff1cf" opacity="${(0.25 + roll() * 0.5).toFixed(2)}"/>`;
  };
  return `<rect y="604" width="${width}" height="220" fill="url(#sea)"/>${repeat(90, glint)}`;
}

function lighthouse() {
  const coast = [
    [0, 520],
    [90, 500],
    [190, 548],
    [300, 610],
    [420, 700],
    [560, 850],
  ];
  return `<path d="${ridge(/** @type {[number, number][]} */ (coast), 860)}" fill="url(#near)"/>
  <g transform="translate(120 508)"><path d="M-26 0 L-16 -190 H16 L26 0 Z" fill="url(#tower)"/>
  <path d="M-22 -74 L-18.7 -140 H18.7 L22 -74 Z" fill="#c8353b"/><rect x="-24" y="-200" width="48" height="12" rx="3" fill="#3a2f4d"/>
  <rect x="-13" y="-232" width="26" height="32" fill="#ffeab0"/><path d="M-18 -232 L0 -258 L18 -232 Z" fill="#c8353b"/>
  <path d="M13 -226 L420 -290 L420 -150 Z" fill="url(#beam)"/><circle cy="-216" r="26" fill="#fff3c4" opacity=".5" filter="url(#soft6)"/></g>`;
}

function road() {
  const post = (/** @type {number} */ index) =>
    `<path d="M${index * 170 + 30} 790 h14 v56 h-14 Z" fill="#8d8798"/><path d="M${index * 170 + 30} 790 h5 v56 h-5 Z" fill="#c7c1cf"/>`;
  const dash = (/** @type {number} */ index) =>
    `<path d="M${index * 330 - 40} 1022 h190 l-12 14 h-194 Z" fill="#f3d9a8" opacity=".8"/>`;
  return `<rect y="824" width="${width}" height="301" fill="url(#road)"/><rect y="824" width="${width}" height="36" fill="url(#verge)"/>
  ${repeat(12, post)}<rect y="796" width="${width}" height="22" rx="4" fill="#b9b2c0"/><rect y="802" width="${width}" height="4" fill="#efe6ea" opacity=".7"/>
  <rect y="868" width="${width}" height="6" fill="#f3d9a8" opacity=".55"/>${repeat(7, dash)}`;
}

function draw() {
  const gulls = [
    [1380, 210, 1],
    [1450, 250, 0.7],
    [1310, 262, 0.6],
  ]
    .map(
      ([x, y, s]) =>
        `<path transform="translate(${x} ${y}) scale(${s})" d="M-34 -6 Q-16 -20 0 0 Q16 -20 34 -6" fill="none" stroke="#3d3560" stroke-width="5" stroke-linecap="round"/>`,
    )
    .join('');
  const cloud = (/** @type {number} */ i) =>
    `<ellipse cx="${260 + i * 330}" cy="${180 + ((i * 97) % 190)}" rx="${190 + ((i * 53) % 120)}" ry="${14 + ((i * 7) % 12)}" fill="#ffd9c0" opacity=".35" filter="url(#soft14)"/>`;
  const body = `<rect width="${width}" height="620" fill="url(#sky)"/>${repeat(6, cloud)}
    <circle cx="640" cy="560" r="330" fill="url(#sun)"/><circle cx="640" cy="560" r="74" fill="#fff6d8"/>
    <path d="${ridge(
      [
        [1000, 604],
        [1180, 540],
        [1330, 486],
        [1480, 520],
        [1640, 430],
        [1820, 470],
        [2000, 400],
      ],
      620,
    )}" fill="url(#far)"/>
    <path d="${ridge(
      [
        [1300, 610],
        [1500, 560],
        [1700, 580],
        [2000, 500],
      ],
      640,
    )}" fill="#6d5283"/>
    ${sea()}${lighthouse()}${gulls}${road()}
    <g transform="translate(700 652) scale(1.12)">${coupe()}</g>
    <rect width="${width}" height="${height}" fill="#ff9d6b" opacity=".06"/>`;
  return svg(width, height, { defs: defs(), body });
}

export const scene = {
  name: 'coast-road',
  width,
  height,
  format: 'jpg',
  quality: 86,
  labels: ['car-model-lot-1', 'spring-sale-2026'],
  crops: [
    { name: 'car', x: 640, y: 560, width: 1280, height: 540 },
    { name: 'edge: lighthouse', x: 0, y: 200, width: 450, height: 600 },
    { name: 'front wheel', x: 1470, y: 820, width: 220, height: 220 },
    { name: 'tiny: gulls', x: 1270, y: 180, width: 224, height: 106 },
  ],
  draw,
};
