import type { Lexicon } from './types.ts';

/**
 * The words of the school kitchen. They are short and few on purpose: the smallest model has room for
 * about a thousand word pieces, and every word needs one in each of three cases.
 */
export const LEXICON: Lexicon = {
  verbs: words('chop boil mash stir bake fry roll melt soak shake grind toast'),
  potionIngredients: words(
    'moss soot slime thorn nettle frost ember cobweb toadstool moonbeam stardust shadow feather mist rust thunder',
  ),
  dishIngredients: words(
    'apple honey egg butter flour milk rice bread onion carrot cheese nut lemon plum potato mint',
  ),
  sillyVerbs: words('tickle hug kiss paint greet wake chase praise scold dress thank tease'),
  sillyNouns: words(
    'moon broom hat sock pillow spoon door ghost cloud clock chair boot wall ladder mirror teapot',
  ),
};

/** Invented names are one beginning and one ending: "mogwick", "pudfizz", "hobkin". */
export const NAME_BEGINNINGS = words('bim fen gob hob kip lum mog nib pud tam wiz zim');
export const NAME_ENDINGS = words('kin fizz wick pop tum snap lo zel doo bel');

/** What potions do to those who drink them. Nothing a good night's sleep would not mend. */
export const POTION_EFFECTS = [
  'makes shoes dance',
  'turns hats into frogs',
  'makes teachers giggle',
  'turns tea blue',
  'makes brooms shy',
  'makes desks float',
  'turns socks into mice',
  'makes books snore',
  'makes mirrors lie',
  'makes doors sing',
  'hides your nose',
  'makes stairs wobble',
];

/** Ordinary dishes: name, then three steps. A trailing `*` marks a plural. */
export const DISHES = [
  'pancakes*: stir the flour, shake the milk, fry the egg',
  'soup: chop the carrot, boil the onion, stir the mint',
  'stew: soak the nut, chop the potato, boil the carrot',
  'porridge: boil the milk, stir the rice, melt the honey',
  'pie: roll the butter, mash the apple, bake the flour',
  'cake: shake the egg, melt the butter, bake the honey',
  'jam: boil the plum, mash the lemon, stir the honey',
  'pudding: soak the bread, boil the egg, shake the plum',
  'waffles*: melt the butter, stir the egg, toast the flour',
  'dumplings*: roll the flour, mash the potato, boil the cheese',
  'noodles*: stir the egg, roll the flour, soak the onion',
  'salad: chop the apple, toast the bread, shake the lemon',
  'cookies*: grind the nut, roll the honey, bake the butter',
  'muffins*: mash the carrot, stir the milk, bake the egg',
  'scones*: shake the flour, roll the butter, toast the plum',
  'custard: melt the honey, shake the egg, boil the lemon',
  'fudge: boil the butter, grind the mint, roll the milk',
  'curry: fry the onion, grind the lemon, soak the rice',
  'pizza: roll the bread, fry the carrot, melt the cheese',
  'chips*: soak the potato, chop the onion, fry the butter',
  'sauce: melt the cheese, chop the mint, stir the apple',
  'jelly: mash the lemon, melt the plum, shake the mint',
  'toffee: toast the nut, boil the honey, chop the apple',
  'buns*: soak the rice, bake the bread, toast the cheese',
];

function words(line: string): readonly string[] {
  return line.split(' ');
}
