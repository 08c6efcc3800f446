import type { ReactNode } from 'react';
import { Dialog as RacDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

export interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  /** For questions that lose something: Escape and a press outside do not close it. */
  alert?: boolean;
  children: ReactNode;
  actions?: ReactNode;
}
/** A modal dialog: focus is kept inside and goes back afterwards. Import the file lazily on public pages (React Aria's overlays are heavy). */
export function Dialog({ title, open, onClose, alert = false, children, actions }: DialogProps) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      isDismissable={!alert}
      isKeyboardDismissDisabled={alert}
    >
      <Modal className="dialog">
        <RacDialog className="dialog-body" role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <div className="stack">{children}</div>
          {actions !== undefined && <div className="dialog-actions">{actions}</div>}
        </RacDialog>
      </Modal>
    </ModalOverlay>
  );
}
