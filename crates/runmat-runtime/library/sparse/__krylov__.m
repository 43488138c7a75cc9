function p = __krylov__(name, A, b, args)
  % What the iterative solvers have in common: args are tol, maxit, M1, M2, x0 and arguments for functions.
  % p has the product p.times(x) and p.times_adjoint(x), the preconditioners p.left, p.right (and their
  % adjoints), and the numbers.
  args(end + 1:5) = {[]};
  extra = args(6:end);
  p.b = b;
  n = numel(b);
  if isnumeric(A) || islogical(A)
    if size(A, 1) ~= size(A, 2)
      error('%s: A must be a square matrix', name);
    end
    if size(A, 1) ~= size(b, 1)
      error('%s: number of rows of A and B must be the same', name);
    end
    p.times = @(x) A * x;
    p.times_adjoint = @(x) A' * x;
  elseif ischar(A) || isa(A, 'function_handle')
    p.times = @(x) feval(A, x, extra{:});
    p.times_adjoint = @(x) feval(A, x, 'transp', extra{:});
    if any(strcmp(name, {'bicg', 'qmr'}))
      p.times = @(x) feval(A, x, 'notransp', extra{:});
    end
  else
    error('%s: A must be a square matrix or a function handle', name);
  end
  p.tol = args{1};
  if isempty(p.tol)
    p.tol = 1e-6;
  end
  p.maxit = args{2};
  if isempty(p.maxit)
    p.maxit = min(n, 20);
  end
  two = any(strcmp(name, {'bicg', 'qmr'}));
  [p.left, p.left_adjoint] = solver(args{3}, two, extra);
  [p.right, p.right_adjoint] = solver(args{4}, two, extra);
  p.x = args{5};
  if isempty(p.x)
    p.x = zeros(n, 1);
  end
  if size(p.x, 1) ~= n
    error('%s: X0 must have as many rows as B', name);
  end
  single_given = isa(b, 'single') || isa(p.x, 'single') || (isnumeric(A) && isa(A, 'single'));
  if single_given
    p.x = single(p.x);
  end
  p.preconditioned = ~isempty(args{3}) || ~isempty(args{4});
end

function [f, adjoint] = solver(M, two, extra)
  if isempty(M)
    f = @(x) x;
    adjoint = f;
  elseif ischar(M) || isa(M, 'function_handle')
    f = @(x) checked(feval(M, x, extra{:}));
    adjoint = @(x) checked(feval(M, x, 'transp', extra{:}));
    if two
      f = @(x) checked(feval(M, x, 'notransp', extra{:}));
    end
  else
    n = size(M, 1);
    bad = n ~= size(M, 2);
    if ~bad && n > 0
      if issparse(M)
        bad = sprank(M) < n;
      else
        bad = rcond(double(M)) < eps;
      end
    end
    if bad
      f = @(x) singular();
      adjoint = f;
    else
      f = @(x) M \ x;
      adjoint = @(x) M' \ x;
    end
  end
end

function x = singular()
  error('Octave:singular-matrix', 'the preconditioner is singular');
end

function x = checked(x)
  if any(~isfinite(x(:)))
    singular();
  end
end
