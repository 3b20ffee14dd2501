/** The English texts of the empty notebook. */
const texts = {
  cells: {
    start: {
      title: 'What do you want to know?',
      text: `
This is yours. An experiment wants four things, in this order: a **dataset**, a **stage** that trains on it, another stage if
you like, and a **measurement**. Figures, predictions and notes may stand anywhere.
`,
    },
  },
};

export default texts;
