// @ts-check
import { blur, dice, linear, radial, repeat, ridge, svg } from './pen.mjs';

const width = 2400;
const height = 1000;
const shore = 690;

function defs() {
  return [
    linear('sky', ['#7fb7e6', '#bfe0f4@0.55', '#fdeccb@1']),
    radial('sun', ['#fffdf2', '#fff2c4@0.3', '#ffe9b0/0@1']),
    linear('m1', ['#a9c1dc', '#cfdcea']),
    linear('m2', ['#7594bd', '#a9bfd8']),
    linear('m3', ['#4c6c96', '#7f9cc0']),
    linear('hill', ['#4f8a5f', '#2d6149']),
    linear('wood', ['#245645', '#153b33']),
    linear('lake', ['#cfe3ee', '#7fa9c9@0.4', '#3c6c94@1']),
    linear('meadow', ['#79b35a', '#3f7d46']),
    linear('envelope', ['#c9342f', '#ff7a4a@0.35', '#e5482f@0.65', '#8f1d24@1'], [0, 0, 1, 0]),
    linear('stripe', ['#e9c25a', '#fff0b8@0.35', '#f4cf66@0.65', '#b78a2a@1'], [0, 0, 1, 0]),
    blur('soft', 18),
    blur('soft3', 3),
  ].join('');
}

/** @param {number} x @param {number} y @param {number} size */
function peak(x, y, size) {
  const base = shore - y;
  const left = `M${x} ${y} L${x - size} ${y + base} L${x + size * 0.2} ${y + base} Z`;
  const right = `M${x} ${y} L${x + size} ${y + base} L${x + size * 0.2} ${y + base} L${x + size * 0.08} ${y + base * 0.5} Z`;
  const s = size * 0.27;
  const d = base * 0.27;
  const snow = `M${x} ${y} L${x - s} ${y + d} L${x - s * 0.55} ${y + d * 0.8} L${x - s * 0.25} ${y + d * 1.15} L${x + s * 0.1} ${y + d * 0.8} L${x + s * 0.45} ${y + d * 1.2} L${x + s * 0.7} ${y + d * 0.85} L${x + s} ${y + d} Z`;
  return `<path d="${left}" fill="url(#m2)"/><path d="${right}" fill="url(#m3)"/><path d="${snow}" fill="#fff"/><path d="M${x} ${y} L${x + s * 0.1} ${y + d * 0.8} L${x + s * 0.45} ${y + d * 1.2} L${x + s * 0.7} ${y + d * 0.85} L${x + s} ${y + d} Z" fill="#c6d6ea"/>`;
}

/** @param {number} x @param {number} y @param {number} size */
const pine = (x, y, size) =>
  `<path transform="translate(${x} ${y}) scale(${size})" d="M0 -120 L26 -70 L14 -74 L38 -34 L20 -38 L48 4 L-48 4 L-20 -38 L-38 -34 L-14 -74 L-26 -70 Z M-5 4 H5 V18 H-5 Z" fill="url(#wood)"/>`;

function forest() {
  const roll = dice(11);
  return repeat(70, () => {
    const x = roll() < 0.5 ? roll() * 800 : 1500 + roll() * 900;
    return pine(Math.round(x), Math.round(shore - 2 - roll() * 14), 0.45 + roll() * 0.5);
  });
}

const land = () => `<path d="${ridge(
  [
    [0, 430],
    [300, 380],
    [620, 470],
    [900, 400],
    [1300, 480],
    [1700, 380],
    [2050, 450],
    [2400, 360],
  ],
  shore,
)}" fill="url(#m1)"/>
  ${peak(560, 250, 420)}${peak(1240, 130, 600)}${peak(1700, 270, 430)}${peak(900, 330, 330)}
  <path d="${ridge(
    [
      [0, 560],
      [260, 590],
      [560, 640],
      [800, 684],
    ],
    shore,
  )}" fill="url(#hill)"/><path d="${ridge(
    [
      [1460, 684],
      [1800, 620],
      [2100, 600],
      [2400, 540],
    ],
    shore,
  )}" fill="url(#hill)"/>${forest()}`;

function balloon() {
  const gore = (/** @type {number} */ i) => {
    const w = 110 - i * 44;
    return `<path d="M0 -150 C${w * 1.3} -150 ${w * 1.3} -10 ${w * 0.25} 66 H${-w * 0.25} C${-w * 1.3} -10 ${-w * 1.3} -150 0 -150 Z" fill="url(#${i % 2 ? 'stripe' : 'envelope'})"/>`;
  };
  return `<g transform="translate(2190 250)">${repeat(3, gore)}<path d="M-26 66 L-17 104 M26 66 L17 104" stroke="#5c3b22" stroke-width="3"/><rect x="-19" y="102" width="38" height="30" rx="5" fill="#8a5a33"/><rect x="-19" y="102" width="38" height="8" rx="4" fill="#5c3b22"/></g>`;
}

function tent() {
  return `<g transform="translate(620 850)"><ellipse cx="10" cy="62" rx="120" ry="10" fill="#17321f" opacity=".5" filter="url(#soft3)"/>
  <path d="M0 -40 L-96 60 H60 Z" fill="#ff9b45"/><path d="M0 -40 L60 60 L112 48 Z" fill="#d76a1d"/><path d="M-6 -30 L-40 60 H14 Z" fill="#6b2f0b"/><path d="M-6 -30 L-40 60 L-28 60 Z" fill="#ffc27e"/>
  <path d="M170 56 l44 10 M172 68 l40 -14" stroke="#4a2c16" stroke-width="9" stroke-linecap="round"/><path d="M192 54 C168 30 190 14 192 -12 C214 12 218 34 192 54 Z" fill="#ff8a2a"/><path d="M192 54 C180 40 190 30 193 16 C204 30 206 42 192 54 Z" fill="#ffe27a"/></g>`;
}

function draw() {
  const ripple = (/** @type {number} */ i) =>
    `<path d="M${(i * 317) % 2300} ${712 + i * 7} h${60 + ((i * 71) % 160)}" stroke="#fff" stroke-opacity="${0.5 - i * 0.014}" stroke-width="3" stroke-linecap="round"/>`;
  const cloud = (/** @type {number} */ i) =>
    `<g transform="translate(${120 + i * 520} ${110 + ((i * 67) % 90)})" fill="#fff" opacity=".75" filter="url(#soft3)"><ellipse rx="120" ry="20"/><ellipse cx="-30" cy="-20" rx="52" ry="32"/><ellipse cx="36" cy="-14" rx="44" ry="26"/></g>`;
  const body = `<rect width="${width}" height="${shore}" fill="url(#sky)"/><circle cx="1960" cy="330" r="380" fill="url(#sun)"/>${repeat(4, cloud)}${land()}
    <rect y="${shore}" width="${width}" height="310" fill="url(#lake)"/>
    <g transform="translate(0 ${shore * 1.62}) scale(1 -.62)" opacity=".38" filter="url(#soft3)">${land()}</g>${repeat(30, ripple)}
    <rect y="${shore - 3}" width="${width}" height="7" fill="#e9f4f6" opacity=".7"/>
    <path d="${ridge(
      [
        [0, 800],
        [300, 840],
        [700, 872],
        [1100, 940],
        [1500, 1000],
      ],
      height,
    )}" fill="url(#meadow)"/>
    <path d="${ridge(
      [
        [1700, 1000],
        [2000, 940],
        [2400, 880],
      ],
      height,
    )}" fill="url(#meadow)"/>
    ${pine(150, 880, 1.9)}${pine(300, 930, 2.3)}${pine(40, 960, 2.5)}${pine(2290, 960, 2.4)}${pine(2380, 990, 2)}${tent()}${balloon()}`;
  return svg(width, height, { defs: defs(), body });
}

export const scene = {
  name: 'mountain-lake',
  width,
  height,
  format: 'jpg',
  quality: 84,
  labels: ['newsletter-heroes'],
  crops: [
    { name: 'summit', x: 640, y: 60, width: 1280, height: 720 },
    { name: 'edge: balloon', x: 2000, y: 60, width: 400, height: 400 },
    { name: 'camp', x: 460, y: 760, width: 480, height: 200 },
    { name: 'tiny: campfire', x: 770, y: 820, width: 84, height: 104 },
  ],
  draw,
};
