/** Whether a body is a web page, which no service here answers with: something in between did. */
export function isWebPage(body: Uint8Array): boolean {
  return new TextDecoder().decode(body.subarray(0, 200)).trimStart().startsWith('<');
}
