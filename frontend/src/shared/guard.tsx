// A component that failed leaves a sentence and a button, not an empty place.
import { Component, h, type ComponentChildren } from "preact";
import { t } from "./i18n";

interface Props {
  children: ComponentChildren;
}

/** Draws its children; after an error in them, a sentence and "Try again". */
export class Guard extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ failed: true });
  }

  render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div class="notice bad" role="alert">
        <p>{t("Something went wrong in this activity. What you saved is safe.")}</p>
        <button type="button" class="button" onClick={() => this.setState({ failed: false })}>
          {t("Try again")}
        </button>
      </div>
    );
  }
}
