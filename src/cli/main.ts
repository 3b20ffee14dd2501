/** The lab in a terminal: `npm run lab -- COMMAND …` */
import { startCli } from './cli.ts';
import { createContext } from './wiring.ts';

await startCli(createContext);
