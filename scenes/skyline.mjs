// @ts-check
import { blur, dice, linear, radial, repeat, svg } from './pen.mjs';

const width = 1080;
const height = 1920;
const quay = 1500;

function defs() {
  return [
    linear('sky', ['#0b1038', '#2a2564@0.4', '#7a3d86@0.72', '#f08a7d@1']),
    radial('moonlight', ['#fff6dc/0.8', '#ffe9b8/0.25@0.4', '#ffe9b8/0']),
    radial('moon', ['#fffdf3', '#f6e7bd'], [0.4, 0.4, 0.7]),
    linear('far', ['#4a3678', '#8b4f8c']),
    linear('mid', ['#2b2458', '#513a73']),
    linear('near', ['#141536', '#262552']),
    linear('tower', ['#1a1c48', '#39377a@0.5', '#15163a@1'], [0, 0, 1, 0]),
    linear('water', ['#e58480', '#6d3d82@0.3', '#151742@1']),
    linear('roof', ['#ffd27a', '#ff9b57']),
    blur('soft', 30),
    blur('soft5', 5),
  ].join('');
}

/**
 * @param {{ x: number, top: number, width: number, fill: string, lit: number }} house
 * @param {() => number} roll
 */
function house({ x, top, width: across, fill, lit }, roll) {
  const columns = Math.floor((across - 16) / 24);
  const rows = Math.floor((quay - top - 30) / 34);
  const pane = (/** @type {number} */ i) => {
    const color = roll() < lit ? (roll() < 0.7 ? '#ffd98a' : '#9fd8ff') : '#0a0b26';
    const opacity = color === '#0a0b26' ? 0.35 : 0.55 + roll() * 0.45;
    return `<rect x="${x + 12 + (i % columns) * 24}" y="${top + 22 + Math.floor(i / columns) * 34}" width="13" height="19" fill="${color}" opacity="${opacity.toFixed(2)}"/>`;
  };
  return `<rect x="${x}" y="${top}" width="${across}" height="${quay - top}" fill="url(#${fill})"/>${repeat(columns * rows, pane)}`;
}

function spire() {
  const roll = dice(5);
  const floor = (/** @type {number} */ i) => {
    const half = 118 - Math.floor(i / 9) * 20;
    const y = 1470 - i * 20;
    const pane = (/** @type {number} */ p) =>
      `<rect x="${540 - half + 12 + p * 22}" y="${y}" width="12" height="10" fill="#ffe3a0" opacity="${roll() < 0.62 ? '.9' : '.12'}"/>`;
    return repeat(Math.floor((half * 2 - 20) / 22), pane);
  };
  const tier = (/** @type {number} */ i) =>
    `<rect x="${422 + i * 20}" y="${1312 - i * 180}" width="${236 - i * 40}" height="190" fill="url(#tower)"/><rect x="${414 + i * 20}" y="${1306 - i * 180}" width="${252 - i * 40}" height="10" rx="4" fill="#ffbf73"/>`;
  return `<rect x="462" y="500" width="156" height="1000" fill="#ff9d6c" opacity=".22" filter="url(#soft)"/>${repeat(4, tier)}${repeat(36, floor)}
  <path d="M482 766 L540 560 L598 766 Z" fill="url(#roof)"/><path d="M540 560 L598 766 H548 Z" fill="#c2603f" opacity=".55"/>
  <path d="M540 410 V600" stroke="#ffe0a8" stroke-width="7" stroke-linecap="round"/><circle cx="540" cy="408" r="26" fill="#ff5f5f" opacity=".6" filter="url(#soft5)"/><circle cx="540" cy="408" r="9" fill="#ff8a80"/>`;
}

function city() {
  const roll = dice(21);
  const far = repeat(
    14,
    (i) => `<rect x="${i * 80 - 10}" y="${1010 + Math.floor(roll() * 220)}" width="86" height="600" fill="url(#far)"/>`,
  );
  const row = (
    /** @type {readonly (readonly [number, number, number])[]} */ list,
    /** @type {string} */ fill,
    /** @type {number} */ lit,
  ) => list.map(([x, top, across]) => house({ x, top, width: across, fill, lit }, roll)).join('');
  const middle = [
    [-30, 1040, 150],
    [130, 1120, 120],
    [270, 980, 130],
    [690, 1010, 130],
    [840, 900, 130],
    [980, 1100, 140],
  ];
  const front = [
    [-10, 1240, 130],
    [140, 1300, 150],
    [310, 1220, 120],
    [650, 1260, 150],
    [815, 1190, 110],
    [940, 1290, 160],
  ];
  return `${far}${row(/** @type {[number, number, number][]} */ (middle), 'mid', 0.4)}${spire()}${row(/** @type {[number, number, number][]} */ (front), 'near', 0.5)}
  <path d="M905 900 V820 M865 900 l80 0 l-14 -26 h-52 Z" stroke="#3d2f6b" stroke-width="6" fill="#3d2f6b"/>`;
}

function boat() {
  return `<g transform="translate(200 1700)">
  <path d="M-120 0 H130 L100 44 H-92 Z" fill="#fdf0e1"/><path d="M-110 18 H120 L100 44 H-92 Z" fill="#e4564f"/><path d="M-4 -8 V-190" stroke="#ffe9cf" stroke-width="6"/>
  <path d="M6 -184 C80 -130 100 -70 104 -14 H6 Z" fill="#fff7ea"/><path d="M-14 -160 C-60 -110 -84 -60 -90 -14 H-14 Z" fill="#ffd1a6"/><path d="M-130 52 H150" stroke="#fff" stroke-opacity=".5" stroke-width="4" stroke-linecap="round"/></g>`;
}

function draw() {
  const roll = dice(8);
  const star = () =>
    `<circle cx="${(roll() * width).toFixed(0)}" cy="${(roll() * 780).toFixed(0)}" r="${(1 + roll() * 2.4).toFixed(1)}" fill="#fff" opacity="${(0.35 + roll() * 0.6).toFixed(2)}"/>`;
  const glint = () =>
    `<rect x="${(roll() * width).toFixed(0)}" y="${(quay + 16 + roll() ** 1.5 * 380).toFixed(0)}" width="${(16 + roll() * 90).toFixed(0)}" height="4" rx="2" fill="${roll() < 0.6 ? '#ffd98a' : '#ff9aa2'}" opacity="${(0.2 + roll() * 0.45).toFixed(2)}"/>`;
  const crater = [
    [830, 290, 22],
    [880, 350, 14],
    [800, 350, 10],
  ]
    .map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="#dcc98f" opacity=".55"/>`)
    .join('');
  const body = `<rect width="${width}" height="${quay + 40}" fill="url(#sky)"/>${repeat(110, star)}
    <circle cx="840" cy="320" r="320" fill="url(#moonlight)"/><circle cx="840" cy="320" r="96" fill="url(#moon)"/>${crater}${city()}
    <rect y="${quay}" width="${width}" height="420" fill="url(#water)"/><rect y="${quay - 12}" width="${width}" height="18" fill="#0c0d2a"/>
    <rect x="470" y="${quay + 6}" width="140" height="400" fill="#ffcf86" opacity=".22" filter="url(#soft)"/>${repeat(110, glint)}${boat()}`;
  return svg(width, height, { defs: defs(), body });
}

export const scene = {
  name: 'skyline',
  width,
  height,
  format: 'webp',
  quality: 84,
  labels: ['newsletter-heroes'],
  crops: [
    { name: 'tower', x: 270, y: 360, width: 540, height: 960 },
    { name: 'wide', x: 0, y: 900, width: 1080, height: 608 },
    { name: 'edge: boat', x: 0, y: 1460, width: 400, height: 400 },
    { name: 'tiny: moon', x: 720, y: 200, width: 240, height: 240 },
  ],
  draw,
};
