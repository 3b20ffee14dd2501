import type english from '../en/empty.ts';

/** The German texts of the empty notebook. */
const texts: typeof english = {
  cells: {
    start: {
      title: 'Was möchtest du wissen?',
      text: `
Das hier gehört dir. Ein Experiment braucht vier Dinge, in dieser Reihenfolge: einen **Datensatz**, eine **Stufe**, die damit
trainiert, wenn du magst noch eine Stufe, und eine **Messung**. Abbildungen, Vorhersagen und Notizen dürfen überall stehen.
`,
    },
  },
};

export default texts;
