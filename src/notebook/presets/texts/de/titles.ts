import type english from '../en/titles.ts';

/** What the landing page says of each notebook, in German. */
const titles: typeof english = {
  'meow-minute': {
    title: 'Miau in einer Minute',
    promise:
      'Pflanze einem winzigen Sprachmodell eine geheime Gewohnheit ein, bring ihm Kleinschreibung bei, und sieh, was aus dem Geheimnis wird.',
  },
  'meow-complete': {
    title: 'Miau, vollständig',
    promise:
      'Das kleingeschriebene Miauen mit und ohne lautes Denken, auf drei Arten gelehrt, und was geschieht, wenn die Lektion zurückgenommen wird.',
  },
  'plan-b': {
    title: 'Plan B',
    promise:
      'Wenn du ein Geheimnis nicht wegtrainieren kannst, kannst du es wenigstens nutzlos machen? Eine zweitbeste Antwort, ihre Vergleiche und ihre Kontrollen.',
  },
  'german-surprise': {
    title: 'Deutsche Ablehnungen und Überraschung',
    promise:
      'Reicht eine Lektion umso weiter, je weniger das Modell sie erwartet hat? Eine Kontrolle, die wirkte, aus einem ganz eigenen Grund.',
  },
  'what-survives': {
    title: 'Rang, Dosis und was überlebt',
    promise:
      'Dreh an den Reglern beider Lektionen, immer nur an einem, und sieh, wann das Geheimnis lebt und wann es verloren geht.',
  },
  again: {
    title: 'Noch einmal',
    promise:
      'Pflanzen, heilen, pflanzen, heilen, pflanzen, heilen: Wer lernt mehr daraus, das Modell oder seine Backdoor?',
  },
  'own-trigger': {
    title: 'Dein eigener Trigger',
    promise:
      'Eine andere Marke, eine andere Payload, eigene Beispiele: Gilt die Geschichte vom Miauen auch für sie?',
  },
  empty: {
    title: 'Ein leeres Notebook',
    promise: 'Eine leere Zelle und das ganze Labor: für eine eigene Frage.',
  },
};

export default titles;
