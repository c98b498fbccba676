"""How each word of a sentence hangs together with one of its words (the anchor: a cue) in the tree.

The same as the program's `path.rs`. A word has two classes, `path` and `aside`. With `n` labels, and "direct" for a word that is itself
the dependent that the label is of:

path    0 another sentence; 1 the anchor; then n each: under the anchor, direct / under it, deeper / above it / beside it, by the
        label of the dependent on the anchor's side that the two paths part at (under: on the word's side).
aside   0 not beside the anchor; then n each, by the label on the word's side: direct / deeper.
"""


def sizes(labels):
    """How many classes `path` and `aside` have."""
    return 2 + 4 * labels, 1 + 2 * labels


def classes(heads, labels, count, anchor, sentence):
    """(path, aside) of each word of the sentence [start, end): heads are document word numbers (-1 root; cycles may occur), labels numbers below count."""
    start, end = sentence
    above, at = {}, anchor
    while heads[at] >= 0 and heads[at] not in above and heads[at] != anchor:
        above[heads[at]] = labels[at]
        at = heads[at]
    out = []
    for word in range(start, end):
        if word == anchor:
            out.append((1, 0))
        elif word in above:
            out.append((2 + 2 * count + above[word], 0))
        else:
            top, steps = word, 1
            while heads[top] >= 0 and heads[top] != anchor and heads[top] not in above and steps < end - start:
                top, steps = heads[top], steps + 1
            deeper = count * (top != word)
            if heads[top] == anchor:
                out.append((2 + deeper + labels[top], 0))
            elif heads[top] in above:
                out.append((2 + 3 * count + above[heads[top]], 1 + deeper + labels[top]))
            else:
                out.append((0, 0))
    return out
