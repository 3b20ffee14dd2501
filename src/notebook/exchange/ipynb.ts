/** Notebooks to and from Jupyter. Loads the lab's data sets for the training scripts: import it when it is asked for. */
export { exportIpynb, type Covered, type Figure, type IpynbContent } from './ipynb/exportIpynb.ts';
export type { Measured } from './ipynb/results.ts';
export { importIpynb, type ImportedIpynb, type ImportNote } from './ipynb/importIpynb.ts';
export { english, type IpynbTexts } from './ipynb/texts.ts';
