// @ts-check
import { blur, dice, linear, radial, repeat, svg } from './pen.mjs';

const size = 1200;

function defs() {
  return [
    linear('cloth', ['#3f6f78', '#2b4f59'], [0, 0, 1, 1]),
    radial('plate', ['#ffffff@0.6', '#f0ece4@0.72', '#ffffff@0.8', '#e4ded3@1']),
    radial('bowl', ['#fdfbf6', '#efe9dd']),
    linear('salmon', ['#ff9d78', '#f0683f@0.6', '#c8452a@1']),
    radial('lemon', ['#fff3a0@0.8', '#ffdf3f@0.9', '#f2c21c@1']),
    radial('tomato', ['#ff8d74', '#e03a2c@0.6', '#a91d1d@1'], [0.36, 0.32, 0.75]),
    linear('leaf', ['#9ad85f', '#3c8c3a'], [0, 0, 1, 1]),
    linear('steel', ['#f7f9fa', '#a3adb5@0.5', '#e7ecef@1'], [0, 0, 1, 0]),
    radial('sauce', ['#ffe9b0', '#f2bf55@0.8', '#dc9c33@1']),
    blur('soft', 22),
    blur('soft6', 6),
  ].join('');
}

function cutlery() {
  const tine = (/** @type {number} */ i) =>
    `<rect x="${-34 + i * 19}" y="-330" width="11" height="150" rx="5.5" fill="url(#steel)"/>`;
  return `<g transform="translate(110 650)"><ellipse cx="14" cy="20" rx="34" ry="340" fill="#10262c" opacity=".5" filter="url(#soft6)"/>
  ${repeat(4, tine)}<path d="M-34 -200 H34 C34 -130 20 -110 12 -90 L16 340 C14 356 -14 356 -16 340 L-12 -90 C-20 -110 -34 -130 -34 -200 Z" fill="url(#steel)"/></g>
  <g transform="translate(1100 610)"><ellipse cx="14" cy="20" rx="34" ry="340" fill="#10262c" opacity=".5" filter="url(#soft6)"/>
  <path d="M-22 60 V-290 C-20 -340 26 -330 28 -220 C30 -100 26 0 18 60 Z" fill="url(#steel)"/><path d="M-18 60 H16 L20 340 C18 356 -20 356 -22 340 Z" fill="#54443a"/><circle cx="-1" cy="120" r="6" fill="#c9b9a8"/><circle cx="-1" cy="280" r="6" fill="#c9b9a8"/></g>`;
}

function salad() {
  const roll = dice(3);
  const leaf = () => {
    const angle = roll() * 360;
    const far = 40 + roll() * 120;
    return `<path transform="translate(730 480) rotate(${angle.toFixed(0)}) translate(0 ${(-far).toFixed(0)}) rotate(${(roll() * 120 - 60).toFixed(0)}) scale(${(0.7 + roll() * 0.5).toFixed(2)})" d="M0 60 C-56 30 -50 -50 0 -90 C50 -50 56 30 0 60 Z M0 50 V-70" fill="url(#leaf)" stroke="#2f6f2c" stroke-width="3"/>`;
  };
  const tomato = (/** @type {number} */ x, /** @type {number} */ y) =>
    `<circle cx="${x + 6}" cy="${y + 10}" r="46" fill="#3d2413" opacity=".35" filter="url(#soft6)"/><circle cx="${x}" cy="${y}" r="46" fill="url(#tomato)"/><path d="M${x} ${y - 6} l-8 -20 l8 8 l8 -8 Z M${x} ${y - 6} l20 -6 l-8 8 l8 8 Z M${x} ${y - 6} l-20 -6 l8 8 l-8 8 Z" fill="#3c8c3a"/>`;
  return `<ellipse cx="735" cy="500" rx="180" ry="160" fill="#3d2413" opacity=".3" filter="url(#soft)"/>${repeat(26, leaf)}${tomato(680, 430)}${tomato(800, 500)}${tomato(720, 560)}
  ${repeat(5, (i) => `<circle cx="${[640, 770, 850, 690, 760][i]}" cy="${[520, 400, 420, 500, 600][i]}" r="26" fill="none" stroke="#c98fd0" stroke-width="8" opacity=".9"/>`)}`;
}

const salmon = `<g transform="rotate(-18 540 690)"><ellipse cx="550" cy="720" rx="250" ry="100" fill="#3d2413" opacity=".4" filter="url(#soft)"/>
  <path d="M300 700 C300 620 380 580 520 580 C680 580 790 610 800 680 C804 750 700 790 540 790 C390 790 300 770 300 700 Z" fill="url(#salmon)"/>
  ${repeat(6, (i) => `<path d="M${370 + i * 66} ${594 + Math.abs(i - 2) * 5} C${400 + i * 66} 650 ${400 + i * 66} 720 ${366 + i * 66} ${776 - Math.abs(i - 2) * 4}" fill="none" stroke="#ffd0ba" stroke-width="9" stroke-linecap="round" opacity=".85"/>`)}
  <path d="M330 670 C360 620 440 602 520 600 C620 598 720 614 766 646" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="10" stroke-linecap="round"/></g>`;

function lemon(/** @type {number} */ x, /** @type {number} */ y) {
  const wedge = (/** @type {number} */ i) =>
    `<path transform="rotate(${i * 45})" d="M0 -8 C16 -30 26 -52 20 -64 C10 -72 -10 -72 -20 -64 C-26 -52 -16 -30 0 -8 Z" fill="#ffe566"/>`;
  return `<circle cx="${x + 8}" cy="${y + 12}" r="86" fill="#3d2413" opacity=".35" filter="url(#soft6)"/><g transform="translate(${x} ${y})"><circle r="86" fill="url(#lemon)"/><circle r="74" fill="#fffbe0"/>${repeat(8, wedge)}</g>`;
}

function draw() {
  const check = (/** @type {number} */ i) =>
    `<path d="M${i * 120 + 60} 0 V1200 M0 ${i * 120 + 60} H1200" stroke="#ffffff" stroke-opacity=".07" stroke-width="44"/>`;
  const crumbs = dice(9);
  const herb = () =>
    `<circle cx="${(330 + crumbs() * 480).toFixed(0)}" cy="${(560 + crumbs() * 300).toFixed(0)}" r="${(3 + crumbs() * 4).toFixed(1)}" fill="#4c9a3f"/>`;
  const body = `<rect width="${size}" height="${size}" fill="url(#cloth)"/>${repeat(10, check)}${cutlery()}
    <circle cx="616" cy="630" r="430" fill="#10262c" opacity=".6" filter="url(#soft)"/><circle cx="600" cy="610" r="425" fill="url(#plate)"/><circle cx="600" cy="610" r="315" fill="url(#bowl)"/><circle cx="600" cy="610" r="315" fill="none" stroke="#d9d2c4" stroke-width="3"/>
    ${salad()}${salmon}${repeat(26, herb)}${lemon(780, 740)}
    <circle cx="136" cy="146" r="112" fill="#10262c" opacity=".5" filter="url(#soft)"/><circle cx="132" cy="136" r="110" fill="#fbf8f1"/><circle cx="132" cy="136" r="86" fill="url(#sauce)"/><path d="M90 130 C120 100 160 110 170 140 C176 166 150 180 134 168" fill="none" stroke="#fff5d6" stroke-width="9" stroke-linecap="round"/>`;
  return svg(size, size, { defs: defs(), body });
}

export const scene = {
  name: 'salmon-plate',
  width: size,
  height: size,
  format: 'jpg',
  quality: 86,
  labels: ['marketplace-tiles', 'spring-sale-2026'],
  crops: [
    { name: 'plate', x: 170, y: 180, width: 860, height: 860 },
    { name: 'fish', x: 240, y: 500, width: 640, height: 360 },
    { name: 'edge: sauce', x: 0, y: 0, width: 264, height: 264 },
    { name: 'tiny: lemon', x: 686, y: 646, width: 190, height: 190 },
  ],
  draw,
};
