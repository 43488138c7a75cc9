function varargout = textread(fname, form, varargin)
% [a, b, ...] = textread(file, format, ...): columns of a text file; see textscan for the options.
  if nargin < 1
    print_usage();
  end
  if ~ischar(fname) && ~isa(fname, 'string')
    error('textread: FILENAME must be a character string');
  end
  if nargin < 2
    form = '%f';
  end
  fid = fopen(fname, 'r');
  if fid < 0
    error('textread: could not open ''%s'' for reading', fname);
  end
  guard = onCleanup(@() fclose(fid));
  columns = textscan(fid, form, varargin{:});
  varargout = columns(1:max(1, nargout));
end
