/** Pages that somebody wrote by hand: the least of HTML around a body. */

export function document(title: string, body: string, { head = '', attributes = 'lang="en"' } = {}): string {
  return (
    `<!doctype html>\n<html ${attributes}>\n<head>\n<meta charset="utf-8">\n` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${title}</title>\n` +
    // Without one, the browser asks for /favicon.ico.
    `<link rel="icon" href="data:,">\n${head}\n</head>\n<body>\n${body}\n</body>\n</html>\n`
  );
}
