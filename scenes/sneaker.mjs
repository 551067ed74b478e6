// @ts-check
import { blur, linear, radial, repeat, svg } from './pen.mjs';

const width = 1600;
const height = 1200;

function defs() {
  return [
    linear('wall', ['#ffe3d3', '#ffc9b8@0.7', '#f7ad9f@1']),
    linear('floor', ['#f3a79b', '#e58d86']),
    radial('halo', ['#fff6ee', '#ffe9da@0.6', '#ffdcca/0@1']),
    linear('top', ['#fffaf4', '#f1ded2'], [0, 0, 1, 0]),
    linear('side', ['#e9c7b8', '#f7e3d6@0.35', '#c99a8e@1'], [0, 0, 1, 0]),
    linear('upper', ['#34c3b5', '#159a97@0.55', '#0b6f78@1']),
    linear('toe', ['#fdfdfb', '#d5dfe0']),
    linear('sole', ['#ffffff', '#dfe4e8']),
    linear('grip', ['#ff8d4d', '#e0592a']),
    linear('inner', ['#0d4f58', '#083840']),
    blur('soft', 22),
    blur('soft4', 4),
  ].join('');
}

const podium = `<ellipse cx="800" cy="1010" rx="600" ry="60" fill="#a3524f" opacity=".45" filter="url(#soft)"/>
  <path d="M260 850 V960 C260 1020 500 1060 800 1060 C1100 1060 1340 1020 1340 960 V850 Z" fill="url(#side)"/>
  <ellipse cx="800" cy="850" rx="540" ry="92" fill="url(#top)"/><ellipse cx="800" cy="850" rx="540" ry="92" fill="none" stroke="#fff" stroke-opacity=".7" stroke-width="4"/>`;

function laces() {
  const lace = (/** @type {number} */ index) => {
    const x = 690 + index * 58;
    const y = 470 + index * 38;
    return `<path d="M${x} ${y} C${x + 22} ${y - 34} ${x + 62} ${y - 40} ${x + 92} ${y - 8}" fill="none" stroke="#0a4a52" stroke-opacity=".4" stroke-width="20" stroke-linecap="round" transform="translate(2 8)"/>
      <path d="M${x} ${y} C${x + 22} ${y - 34} ${x + 62} ${y - 40} ${x + 92} ${y - 8}" fill="none" stroke="#fff" stroke-width="18" stroke-linecap="round"/>`;
  };
  return repeat(5, lace);
}

function shoe() {
  const notch = (/** @type {number} */ index) =>
    `<path d="M${372 + index * 48} 812 l10 26 h18 l-6 -26 Z" fill="#a93d18" opacity=".5"/>`;
  return `<ellipse cx="800" cy="846" rx="470" ry="26" fill="#7d4540" opacity=".55" filter="url(#soft)"/>
  <path d="M352 430 C400 400 470 400 520 424 C560 470 610 480 668 430 L700 408 C740 380 770 392 780 420 C850 520 960 590 1100 622 C1200 646 1262 690 1266 768 L352 772 C330 660 330 520 352 430 Z" fill="url(#upper)"/>
  <path d="M396 424 C440 402 490 404 522 426 C560 474 612 482 668 432 L700 410 C640 396 600 396 560 388 C500 376 430 388 396 424 Z" fill="url(#inner)"/>
  <path d="M352 430 C366 400 392 384 404 330 C410 306 432 306 440 330 C450 366 446 400 436 420 C400 420 372 426 352 430 Z" fill="#0b6f78"/>
  <path d="M668 432 C690 400 730 330 776 350 C800 362 800 400 780 420 L1000 594 C960 610 900 600 860 570 C780 540 700 500 668 432 Z" fill="#0e8588"/>
  <path d="M1010 700 C1030 640 1080 616 1120 626 C1210 650 1264 694 1266 768 L1000 772 C996 745 1000 722 1010 700 Z" fill="url(#toe)"/>
  ${repeat(14, (i) => `<circle cx="${1080 + (i % 5) * 30 + (i > 9 ? 15 : 0)}" cy="${672 + Math.floor(i / 5) * 24}" r="4.5" fill="#9fb0b3"/>`)}
  <path d="M346 640 C340 700 346 740 352 772 L560 772 C540 690 470 630 346 640 Z" fill="#ffffff"/><path d="M346 640 C470 630 540 690 560 772 L536 772 C516 704 460 656 347 662 Z" fill="#d7e0e1"/>
  <path d="M540 742 C690 744 830 704 930 616 C870 616 790 590 740 556 C730 630 640 706 540 742 Z" fill="#ff8d4d"/><path d="M540 742 C690 744 830 704 930 616 C820 690 700 728 540 742 Z" fill="#fff" opacity=".35"/>
  <path d="M380 470 C360 540 360 600 364 636" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="6" stroke-dasharray="14 9"/>
  <path d="M690 520 C770 600 880 660 1008 690" fill="none" stroke="#fff" stroke-opacity=".4" stroke-width="5" stroke-dasharray="14 9"/>${laces()}
  <path d="M322 756 C330 742 350 744 380 748 C700 764 1000 752 1240 738 C1290 736 1312 770 1296 806 C1290 822 1270 830 1240 830 H372 C330 830 312 800 322 756 Z" fill="url(#sole)"/>
  <path d="M330 800 C600 812 1000 806 1300 788 C1302 816 1280 842 1240 842 H372 C344 842 332 824 330 800 Z" fill="url(#grip)"/>${repeat(18, notch)}
  <path d="M360 766 C700 780 1000 768 1260 754" fill="none" stroke="#b8c2c8" stroke-width="4" stroke-dasharray="18 10"/>`;
}

function draw() {
  const dots = repeat(
    30,
    (i) => `<circle cx="${1240 + (i % 6) * 44}" cy="${120 + Math.floor(i / 6) * 44}" r="7" fill="#ef8f84"/>`,
  );
  const tag = `<g transform="translate(150 90)"><path d="M60 -90 V40" stroke="#c76b62" stroke-width="4"/><g transform="rotate(-8)">
    <path d="M0 60 L56 20 L112 60 V220 H0 Z" fill="#e5484f"/><path d="M56 20 L112 60 V220 H56 Z" fill="#c93a44"/><circle cx="56" cy="58" r="11" fill="#ffe3d3"/>
    <circle cx="36" cy="116" r="15" fill="none" stroke="#fff" stroke-width="8"/><circle cx="78" cy="172" r="15" fill="none" stroke="#fff" stroke-width="8"/><path d="M84 104 L30 184" stroke="#fff" stroke-width="8" stroke-linecap="round"/></g></g>`;
  const body = `<rect width="${width}" height="${height}" fill="url(#wall)"/><circle cx="800" cy="560" r="520" fill="url(#halo)"/>
    <circle cx="800" cy="520" r="400" fill="#fff3e8" opacity=".7"/>${dots}
    <path d="M0 900 H${width} V${height} H0 Z" fill="url(#floor)"/>${tag}${podium}${shoe()}`;
  return svg(width, height, { defs: defs(), body });
}

export const scene = {
  name: 'sneaker',
  width,
  height,
  format: 'jpg',
  quality: 86,
  labels: ['spring-sale-2026', 'marketplace-tiles'],
  crops: [
    { name: 'shoe', x: 240, y: 270, width: 1140, height: 640 },
    { name: 'square', x: 260, y: 70, width: 1100, height: 1100 },
    { name: 'edge: price tag', x: 0, y: 0, width: 400, height: 400 },
    { name: 'tiny: laces', x: 700, y: 400, width: 240, height: 180 },
  ],
  draw,
};
