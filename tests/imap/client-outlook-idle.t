# Outlook takes IDLE for broken unless something untagged comes at once
state: selected
order: strict

1 C: a IDLE
1 S: + idling$
1 S: * OK still here$
1 !
1 C: DONE
1 S: a OK IDLE completed$
