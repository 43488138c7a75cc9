function [L, U, P] = ilu(A, opts)
  % [L, U] = ilu(A): factors whose product is near the sparse matrix A, with no more elements than A.
  % [L, U, P] = ilu(A, opts): opts has the fields type ('nofill', 'crout', 'ilutp'), droptol, milu ('off',
  % 'row', 'col'), udiag and thresh; with 'ilutp' rows are exchanged.
  %
  %     [L, U] = ilu(sparse([4 1; 1 3]));
  if nargin < 1
    print_usage();
  end
  if ~(issparse(A) && size(A, 1) == size(A, 2))
    error('ilu: A must be a sparse square matrix');
  end
  if nargin < 2
    opts = struct();
  elseif ~isstruct(opts)
    error('ilu: OPTS must be a structure');
  end
  kind = 'nofill';
  if isfield(opts, 'type')
    kind = opts.type;
    if ~ischar(kind) || ~any(strcmpi(kind, {'nofill', 'crout', 'ilutp'}))
      error('ilu: invalid TYPE specified');
    end
    kind = lower(kind);
  end
  droptol = 0;
  if isfield(opts, 'droptol')
    droptol = opts.droptol;
    if ~(isscalar(droptol) && isreal(droptol) && droptol >= 0)
      error('ilu: DROPTOL must be a non-negative real scalar');
    end
  end
  milu = 'off';
  if isfield(opts, 'milu')
    milu = opts.milu;
    if ~ischar(milu) || ~any(strcmpi(milu, {'off', 'row', 'col'}))
      error('ilu: MILU must be one of "off", "col", or "row"');
    end
    milu = lower(milu);
  end
  udiag = 0;
  if isfield(opts, 'udiag')
    udiag = opts.udiag;
    if ~isscalar(udiag) || ~any(udiag == [0 1])
      error('ilu: UDIAG must be 0 or 1');
    end
  end
  thresh = 1;
  if isfield(opts, 'thresh')
    thresh = opts.thresh;
    if ~(isscalar(thresh) && isreal(thresh) && thresh >= 0 && thresh <= 1)
      error('ilu: THRESH must be a scalar in the range [0, 1]');
    end
  end
  if isempty(A)
    L = sparse(0, 0);
    U = L;
    P = L;
    return
  end
  if ~strcmp(kind, 'ilutp') && any(full(diag(A)) == 0)
    error('ilu: A has a zero on the diagonal');
  end
  [L, U, P] = __ilu__(A, kind, double(droptol), milu, double(thresh), double(udiag));
  if nargout < 2
    L = L + U - speye(size(A, 1));
  elseif nargout == 2 && strcmp(kind, 'ilutp')
    if strcmp(milu, 'row')
      U = U * P.';
    else
      L = P.' * L;
    end
  elseif nargout > 2
    P = sparse(P);
  end
end
