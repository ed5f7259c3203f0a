// A component that failed leaves a sentence and a button, not an empty place.
import { Component, h, type ComponentChildren } from "preact";
import { Failure } from "./failure";
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
    const retry = () => this.setState({ failed: false });
    return <Failure sentence={t("Something went wrong in this activity. What you saved is safe.")} retry={retry} />;
  }
}
