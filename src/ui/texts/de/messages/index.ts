/**
 * German for what comes from below the page: the English text is the name of a message. A hole holds a value as it is,
 * further words (`{0:text}`), or a number (`{0:number}`), and goes by its place among them. A test keeps this complete.
 */
import { lab } from './lab.ts';
import { models } from './models.ts';
import { notebooks } from './notebooks.ts';

export const messages: Readonly<Record<string, string>> = { ...models, ...lab, ...notebooks };
