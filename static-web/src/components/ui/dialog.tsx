import { useEffect, type ReactNode, type RefObject } from "react";
import { Dialog as AriaDialog, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useTexts } from "@/i18n";
import { Button } from "./button";

type DialogProps = {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  /** A decision that must be made: it does not go away by clicking beside it. */
  alert?: boolean;
  wide?: boolean;
  /** Takes the focus afterwards where what opened the dialog is gone by then. */
  after?: RefObject<HTMLElement | null>;
};

/** One thing at a time, above the page; the focus goes in and comes back. */
export function Dialog({ title, open, onClose, children, alert = false, wide = false, after }: DialogProps) {
  return (
    <ModalOverlay className="veil" isOpen={open} onOpenChange={(next) => !next && onClose()} isDismissable={!alert}>
      <Modal className={wide ? "dialog-box dialog-box-wide" : "dialog-box"}>
        <AriaDialog className="dialog" role={alert ? "alertdialog" : "dialog"}>
          <Heading slot="title" level={2}>{title}</Heading>
          {children}
          {after && <FocusAfter target={after} />}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function FocusAfter({ target }: { target: RefObject<HTMLElement | null> }) {
  useEffect(() => () => {
    // The dialog gives the focus back in the next frame; one later it has either arrived or been lost.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (document.activeElement === document.body) target.current?.focus();
    }));
  }, [target]);
  return null;
}

type ConfirmProps = Pick<DialogProps, "after"> & { title: string; text: string; confirm: string; keep: string; open: boolean; working: boolean; onConfirm: () => void; onClose: () => void };

/** Names what will be destroyed, says what follows, and offers the way out first. */
export function ConfirmDialog({ title, text, confirm, keep, open, working, onConfirm, onClose, after }: ConfirmProps) {
  return (
    <Dialog title={title} open={open} onClose={onClose} after={after} alert>
      <p>{text}</p>
      <div className="dialog-actions">
        <Button tone="harm" working={working} onPress={onConfirm}>{confirm}</Button>
        <Button onPress={onClose} autoFocus>{keep}</Button>
      </div>
    </Dialog>
  );
}

/** The buttons at the foot of a form in a dialog. */
export function DialogActions({ submit, working, onClose }: { submit: string; working: boolean; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <div className="dialog-actions">
      <Button tone="primary" type="submit" working={working}>{submit}</Button>
      <Button onPress={onClose}>{t("shell.cancel")}</Button>
    </div>
  );
}
