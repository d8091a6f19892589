/** A text file of ours, fetched; what does not come is no exception, because every lab has its own word for it. */

/** The text at an address; undefined if it does not come. */
export async function fetchedText(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(address);
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}
