function f = __inline__(expr, names)
  % f = __inline__(expr, names): an inline function of the arguments named.
  call = str2func(['@(' strjoin(names, ', ') ') ' expr]);
  f = __object__('inline', struct('expr', expr, 'names', {names}, 'call', call));
end
