const charactersPerToken = 4;
/** The share of a model's input that the files of the opening may take. */
const share = 0.4;

/** Characters of files in an opening, from the model's input limit in tokens; half as many each time that an opening did not fit. */
export function openingRoom(inputLimit: number, halvings = 0): number {
  return Math.floor((inputLimit * share * charactersPerToken) / 2 ** halvings);
}
