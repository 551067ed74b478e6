/** How a report looks: it follows the reader's light or dark, and prints. */
export const reportStyle = `
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.4; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
section { border-top: 1px solid #8886; padding: .5rem 0; break-inside: avoid; }
h2 { font-size: 1rem; margin: .5rem 0; overflow-wrap: anywhere; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
.error { color: light-dark(#a1260d, #f48771); white-space: pre-wrap; }
.results { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: .5rem 0; max-width: 20rem; }
.picture { position: relative; display: inline-block; }
.picture img { display: block; max-width: 20rem; max-height: 15rem; }
.place { float: left; margin: .25rem .5rem .25rem 0; overflow: visible; }
.place .source { stroke: #8889; }
.picture svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
rect { fill: none; stroke: #ff3db8; stroke-width: 2px; vector-effect: non-scaling-stroke; }
figcaption { font-size: .8rem; font-variant-numeric: tabular-nums; }
`;
