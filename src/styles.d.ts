/** The text of a style sheet, as the build puts it into the script. */
declare module '*.css' {
  const text: string;
  export default text;
}
