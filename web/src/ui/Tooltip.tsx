import type { ReactNode } from 'react';
import { Tooltip as RacTooltip, TooltipTrigger } from 'react-aria-components';

/** A text that appears on hover and focus. `children` is one AriaButton or another React Aria pressable. Never the only place of a fact. */
export const Tooltip = ({ text, children }: { text: string; children: ReactNode }) => (
  <TooltipTrigger delay={400}>
    {children}
    <RacTooltip className="tip" offset={6}>
      {text}
    </RacTooltip>
  </TooltipTrigger>
);
