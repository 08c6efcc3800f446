/** A number by its name in a file of lines `name number`; 0 when it is not there. */
export const numberOf = (text: string, name: string): number => Number(new RegExp(`^${name}[ =](\\d+)`, 'm').exec(text)?.[1] ?? 0);
/** Total of `full` in a pressure file, microseconds: nobody of the group ran though somebody could. */
export const fullPressureUs = (text: string): number => Number(/^full .*total=(\d+)/m.exec(text)?.[1] ?? 0);
/** The window over which a quota of processor time counts. */
export const PERIOD_US = 100_000;
