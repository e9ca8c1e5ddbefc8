// Making elements, and keeping a list of them in step with a list of keyed items.

/** Make an element. Properties that are not DOM properties (aria-…, data-…, role) are set as attributes. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** Make a decorative drawing from a list of [tag, attributes]. */
export function draw(className, viewBox, shapes) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("aria-hidden", "true");
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    svg.append(shape);
  }
  return svg;
}

/** Set a text only where it differs, so that an unchanged one is left alone. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Bring the children of `parent` in step with `items`, [{key, …}]. `views` (a Map kept by the caller) remembers the view of each
 * key; a view has an `element` and an `update(item)`. Elements that stay in place are not touched, so they keep their focus.
 */
export function reconcile(parent, views, items, create) {
  const wanted = new Set(items.map((item) => item.key));
  for (const [key, view] of views) {
    if (!wanted.has(key)) {
      view.element.remove();
      views.delete(key);
    }
  }
  let next = parent.firstChild;
  for (const item of items) {
    let view = views.get(item.key);
    if (!view) {
      view = create(item);
      views.set(item.key, view);
    }
    view.update(item);
    if (view.element === next) next = next.nextSibling;
    else parent.insertBefore(view.element, next);
  }
}
