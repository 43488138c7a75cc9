function [x, flag, relres, iter, resvec, more] = __guarded__(kernel, p)
  % Runs an iterative solver; a singular preconditioner gives flag 2.
  identifiers = {'Octave:singular-matrix', 'Octave:nearly-singular-matrix', 'MATLAB:singularMatrix', 'MATLAB:nearlySingularMatrix'};
  before = warning();
  for k = 1:numel(identifiers)
    warning('error', identifiers{k});
  end
  try
    [x, flag, relres, iter, resvec, more] = kernel(p);
    warning(before);
  catch e
    warning(before);
    if ~any(strcmp(e.identifier, identifiers))
      rethrow(e);
    end
    x = p.x;
    flag = 2;
    relres = 1;
    iter = 0;
    resvec = norm(p.b);
    more = [];
  end
end
