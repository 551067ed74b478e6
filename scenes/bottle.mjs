// @ts-check
import { blur, linear, radial, repeat, svg } from './pen.mjs';

const width = 1200;
const height = 1600;

function defs() {
  return [
    linear('wall', ['#dff1e6', '#bfe3d2@0.6', '#9fd3bf@1']),
    linear('wood', ['#c98d57', '#a76b3a@0.25', '#7d4a26@1']),
    linear(
      'glassy',
      ['#3f8f5a/0.95', '#a8e08a/0.9@0.16', '#57b66b/0.9@0.34', '#2f8a55/0.95@0.72', '#17583a@1'],
      [0, 0, 1, 0],
    ),
    linear('juice', ['#ffd76a', '#ffb638@0.3', '#f28a1c@0.75', '#b95a0c@1'], [0, 0, 1, 0]),
    linear('cap', ['#5b3a22', '#b9834f@0.25', '#8a5a33@0.6', '#472b18@1'], [0, 0, 1, 0]),
    linear('label', ['#efe6d2', '#fffaf0@0.3', '#f4ead6@0.65', '#cdbf9f@1'], [0, 0, 1, 0]),
    linear('leaf', ['#8ed26c', '#2f8b4c'], [0, 0, 1, 1]),
    radial('rind', ['#ffe27a@0.82', '#ff9a1f@0.9', '#f0800c@1']),
    radial('orange', ['#ffc766', '#ff9a2b@0.5', '#d96a0b@1'], [0.36, 0.32, 0.75]),
    radial('light', ['#ffffff/0.9', '#ffffff/0']),
    blur('soft', 24),
    blur('soft6', 6),
    blur('far', 16),
  ].join('');
}

/** @param {number} x @param {number} y @param {number} radius */
function slice(x, y, radius) {
  const wedge = (/** @type {number} */ i) =>
    `<path transform="rotate(${i * 40})" d="M0 -9 C26 -40 40 -66 34 -80 C22 -92 -22 -92 -34 -80 C-40 -66 -26 -40 0 -9 Z" fill="#ffae3b" stroke="#ffe9ad" stroke-width="3"/>`;
  return `<g transform="translate(${x} ${y}) scale(${radius / 110})"><circle r="110" fill="url(#rind)"/><circle r="98" fill="#fff0c2"/>${repeat(9, wedge)}<circle r="7" fill="#fff0c2"/></g>`;
}

function frame() {
  const pane = (/** @type {number} */ i) =>
    `<rect x="${60 + (i % 2) * 220}" y="${70 + Math.floor(i / 2) * 290}" width="200" height="270" fill="#f7fffb" opacity=".75"/>`;
  return `<g filter="url(#soft6)"><rect x="36" y="44" width="468" height="616" rx="8" fill="#ffffff" opacity=".55"/>${repeat(4, pane)}</g><ellipse cx="300" cy="360" rx="520" ry="520" fill="url(#light)" opacity=".5"/>`;
}

function table() {
  const grain = (/** @type {number} */ i) =>
    `<path d="M0 ${1190 + i * 44} C300 ${1176 + i * 46} 800 ${1208 + i * 42} 1200 ${1186 + i * 45}" fill="none" stroke="#5a3217" stroke-opacity="${0.12 + (i % 3) * 0.07}" stroke-width="${2 + (i % 3) * 2}"/>`;
  return `<rect y="1150" width="${width}" height="450" fill="url(#wood)"/><rect y="1150" width="${width}" height="10" fill="#e9b885"/>${repeat(10, grain)}`;
}

function bottle() {
  const shape =
    'M520 420 H680 V520 C680 580 800 620 800 740 V1290 C800 1326 776 1344 740 1344 H460 C424 1344 400 1326 400 1290 V740 C400 620 520 580 520 520 Z';
  const petal = (/** @type {number} */ i) =>
    `<path transform="rotate(${i * 60})" d="M0 0 C-22 -30 -18 -66 0 -84 C18 -66 22 -30 0 0 Z" fill="#2f8b4c"/>`;
  return `<ellipse cx="640" cy="1344" rx="330" ry="34" fill="#2c1607" opacity=".6" filter="url(#soft)"/>
  <path d="${shape}" fill="url(#glassy)" opacity=".55"/>
  <path d="M420 760 C420 690 460 660 500 640 H700 C740 660 780 690 780 760 V1284 C780 1312 764 1324 736 1324 H464 C436 1324 420 1312 420 1284 Z" fill="url(#juice)"/>
  <ellipse cx="600" cy="640" rx="100" ry="14" fill="#ffe199"/>
  <path d="${shape}" fill="none" stroke="#eafff2" stroke-opacity=".6" stroke-width="6"/>
  <rect x="400" y="860" width="400" height="320" fill="url(#label)"/><rect x="400" y="880" width="400" height="6" fill="#2f8b4c" opacity=".6"/><rect x="400" y="1154" width="400" height="6" fill="#2f8b4c" opacity=".6"/>
  <g transform="translate(600 990)">${repeat(6, petal)}<circle r="26" fill="#ff9a2b"/></g>
  <rect x="500" y="1092" width="200" height="14" rx="7" fill="#8a5a33"/><rect x="540" y="1120" width="120" height="9" rx="4.5" fill="#8a5a33" opacity=".6"/>
  <path d="M440 760 C440 700 480 680 506 664 V1300 H470 C450 1300 440 1290 440 1276 Z" fill="#fff" opacity=".3"/><path d="M756 760 V1270" stroke="#fff" stroke-opacity=".35" stroke-width="10" stroke-linecap="round"/>
  <path d="M540 440 V530" stroke="#fff" stroke-opacity=".6" stroke-width="14" stroke-linecap="round"/>
  <rect x="500" y="320" width="200" height="110" rx="14" fill="url(#cap)"/><rect x="508" y="404" width="184" height="18" rx="9" fill="#3a2212" opacity=".6"/>`;
}

function draw() {
  const leaf = (/** @type {number} */ i) =>
    `<path transform="translate(${1010 + i * 12} ${240 + i * 20}) rotate(${-160 + i * 36})" d="M0 0 C-46 -90 -38 -190 0 -260 C38 -190 46 -90 0 0 Z" fill="url(#leaf)"/>`;
  const body = `<rect width="${width}" height="1160" fill="url(#wall)"/>${frame()}<g filter="url(#far)" opacity=".8">${repeat(6, leaf)}</g>
    ${table()}
    <ellipse cx="250" cy="1352" rx="170" ry="26" fill="#2c1607" opacity=".55" filter="url(#soft)"/><circle cx="240" cy="1230" r="130" fill="url(#orange)"/>
    <path d="M236 1104 C250 1060 300 1040 350 1050 C330 1096 286 1116 236 1104 Z" fill="url(#leaf)"/>${bottle()}
    <ellipse cx="880" cy="1444" rx="180" ry="22" fill="#2c1607" opacity=".55" filter="url(#soft)"/>${slice(960, 1330, 120)}
    <g transform="translate(820 1452) scale(1 .3)">${slice(0, 0, 120)}</g>
    <path d="M470 1480 C500 1440 560 1430 600 1450 C570 1490 520 1500 470 1480 Z" fill="url(#leaf)"/>`;
  return svg(width, height, { defs: defs(), body });
}

export const scene = {
  name: 'juice-bottle',
  width,
  height,
  format: 'webp',
  quality: 88,
  labels: ['marketplace-tiles', 'spring-sale-2026'],
  crops: [
    { name: 'bottle', x: 320, y: 280, width: 560, height: 1120 },
    { name: 'square', x: 120, y: 820, width: 980, height: 700 },
    { name: 'edge: orange', x: 0, y: 1030, width: 390, height: 370 },
    { name: 'tiny: flower', x: 510, y: 900, width: 180, height: 180 },
  ],
  draw,
};
