/** Everything that an open notebook needs, fetched as one: the landing page does without. */
export { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
export { default as NotebookPage } from './NotebookPage.svelte';
