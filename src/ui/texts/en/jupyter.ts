/** The words of a notebook that is saved for Jupyter: those that it has without a page, too. */
export { english as jupyter } from '../../../notebook/exchange/ipynb/texts.ts';
