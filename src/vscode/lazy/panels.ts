// One chunk for everything that shows pictures: who opens a contact sheet opens viewers from it, and they share most of their code.
export { createPictures } from './pictures';
export { createSheets } from './sheet';
export { createViewer } from './viewer';
