/** Stands for no connection where one has to be named (the history of tabs without one). */
export const NO_CONNECTION = '00000000-0000-0000-0000-000000000000';
