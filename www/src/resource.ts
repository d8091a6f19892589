/** Files of ours that code needs while it runs: fetched or, in a page that is a single file, unpacked from it. */

/** What the build puts in place of an address: the type, and the deflated bytes in base64. */
const PACKED = /^packed:([a-z/]+),/;

/** The file at an address that the build gave. Rejects if it does not come. */
export async function opened(address: string): Promise<Response> {
  const packed = PACKED.exec(address);
  if (packed === null) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response;
  }
  const bytes = Uint8Array.from(atob(address.slice(packed[0].length)), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(unpacked, { headers: { 'Content-Type': packed[1]! } });
}

/** The text at an address; undefined if it does not come, for which every lab has its own word. */
export async function openedText(address: string): Promise<string | undefined> {
  try {
    return await (await opened(address)).text();
  } catch (error) {
    console.error('Downhill: a file did not come.', error);
    return undefined;
  }
}
