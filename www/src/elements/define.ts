/** Registering the page's elements: theirs is a name of their own in any document, and a second copy of the code changes nothing. */

/** Registers an element, unless its name is taken: a document may load us twice. */
export function define(name: `downhill-${string}`, element: CustomElementConstructor): void {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}
