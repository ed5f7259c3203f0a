// The script that a page names: the initialiser of one view. It stands alone, whatever else the page has and in
// whatever order it came, asks for all that the view begins with at once, and lets no error out: an initialiser that
// throws leaves every later block of the page dead. The build fills in its name.
import type { PageArguments, XBlockRuntime } from "./shared/host";

declare const NAME: string;

type Arguments = PageArguments<unknown, unknown>;
type View = { start(runtime: XBlockRuntime, element: Element, args: Arguments): void };

// A plain function: runtimes call it with `new`.
(window as unknown as Record<string, unknown>)[NAME] = function (runtime: XBlockRuntime, given: Element & Element[], args: Arguments): void {
  // The LMS gives a DOM node, Studio's modal a jQuery object.
  const element = given?.[0] ?? given;
  const fail = (error: unknown): void => {
    console.error(error);
    element?.append?.(Object.assign(document.createElement("p"), { textContent: args?.sorry }));
  };
  try {
    const [view, ...rest] = args.modules.map((name) => import(new URL(name, new URL(args.resources, document.baseURI)).href));
    (view as Promise<View>).then(({ start }) => start(runtime, element, args)).catch(fail);
    rest.forEach((module) => module.catch(() => 0)); // Whoever needs it asks again, and says so.
  } catch (error) {
    fail(error);
  }
};
