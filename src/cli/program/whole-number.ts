import { Failure } from '../../domain/failure.ts';

/** Reads an option's whole number. Throws `InputRefused` naming the option. */
export function wholeNumber(option: string, largest = 999_999): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^[1-9]\d{0,5}$/.test(value) && number <= largest) return number;
    throw new Failure('InputRefused', `${option} is '${value}': write a whole number from 1 to ${largest}.`);
  };
}
