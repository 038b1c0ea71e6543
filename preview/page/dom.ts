/** Returns an element of the page. Throws an error if the page has none with this id and class. */
export function byId<Element extends HTMLElement>(id: string, type: abstract new () => Element): Element {
  const found = document.getElementById(id);
  if (!(found instanceof type)) {
    throw new Error(`the page has no ${type.name} with the id ${id}`);
  }
  return found;
}

/** Returns a new element with a class and children. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  if (className !== '') {
    created.className = className;
  }
  created.append(...children);
  return created;
}

/** Returns a button that calls a function. */
export function button(label: string, onClick: () => void): HTMLButtonElement {
  const created = element('button', '', label);
  created.type = 'button';
  created.addEventListener('click', onClick);
  return created;
}

/** Returns a count with its noun, such as `1 object` or `2 objects`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
