function L = ichol(A, opts)
  % L = ichol(A): lower triangular with L*L' near the positive definite sparse matrix A, no more elements than A.
  % ichol(A, opts): opts has the fields type ('nofill', 'ict'), droptol, michol ('on', 'off'), diagcomp and
  % shape ('lower', 'upper').
  %
  %     L = ichol(sparse([4 1; 1 3]));
  if nargin < 1
    print_usage();
  end
  if ~(issparse(A) && size(A, 1) == size(A, 2))
    error('ichol: A must be a sparse square matrix');
  end
  if nargin < 2
    opts = struct();
  elseif ~isstruct(opts)
    error('ichol: OPTS must be a structure');
  end
  kind = 'nofill';
  if isfield(opts, 'type')
    kind = opts.type;
    if ~ischar(kind) || ~any(strcmpi(kind, {'nofill', 'ict'}))
      error('ichol: TYPE must be "nofill" or "ict"');
    end
    kind = lower(kind);
  end
  droptol = 0;
  if isfield(opts, 'droptol')
    droptol = opts.droptol;
    if ~(isscalar(droptol) && isreal(droptol) && droptol >= 0)
      error('ichol: DROPTOL must be a non-negative real scalar');
    end
  end
  michol = 'off';
  if isfield(opts, 'michol')
    michol = opts.michol;
    if ~ischar(michol) || ~any(strcmpi(michol, {'on', 'off'}))
      error('ichol: MICHOL must be "on" or "off"');
    end
    michol = lower(michol);
  end
  diagcomp = 0;
  if isfield(opts, 'diagcomp')
    diagcomp = opts.diagcomp;
    if ~(isscalar(diagcomp) && isreal(diagcomp) && diagcomp >= 0)
      error('ichol: DIAGCOMP must be a non-negative real scalar');
    end
  end
  shape = 'lower';
  if isfield(opts, 'shape')
    shape = opts.shape;
    if ~ischar(shape) || ~any(strcmpi(shape, {'lower', 'upper'}))
      error('ichol: SHAPE must be "lower" or "upper"');
    end
    shape = lower(shape);
  end
  n = size(A, 1);
  if strcmp(shape, 'upper')
    A = triu(A)';
  end
  if diagcomp > 0
    A = A + diagcomp * sparse(1:n, 1:n, full(diag(A)), n, n);
  end
  L = __ichol__(A, kind, double(droptol), michol);
  if strcmp(shape, 'upper')
    L = L';
  end
end
