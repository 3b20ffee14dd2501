/** German. */
export { cells } from './cells.ts';
export { chat } from './chat.ts';
export { classroom } from './classroom.ts';
export { dataset } from './dataset.ts';
export { figures } from './figures.ts';
export { forms } from './forms.ts';
export { landing } from './landing.ts';
export { present } from './present.ts';
export { probe } from './probe.ts';
export { run } from './run.ts';
export { share } from './share.ts';
export { shell } from './shell.ts';
