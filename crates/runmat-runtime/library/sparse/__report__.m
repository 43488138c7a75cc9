function __report__(name, flag, iter, relres, p)
  % Tells how an iterative solver ended, where its flag is not asked for.
  switch flag
    case 0
      return
    case 1
      why = 'the maximal number of iterations was reached before the tolerance';
    case 2
      why = 'the preconditioner matrix is singular';
    case 3
      why = 'two successive iterates were the same';
    otherwise
      why = 'one of the numbers of the method became too small or too large, or the matrix has not the properties needed';
  end
  warning([name, ':ended'], '%s stopped at iteration %d without converging to the tolerance %g: %s (relative residual %g)', name, iter(end), p.tol, why, relres);
end
